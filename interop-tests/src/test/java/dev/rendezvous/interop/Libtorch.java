package dev.rendezvous.interop;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.ByteVector;
import org.bytedeco.pytorch.StringVector;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;

/** PyTorch's own TCP store, in this process. Its calls cannot be interrupted; each ends by the store's time-out. */
final class Libtorch {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private Libtorch() {}

    /** {@return a server on any free port, of the kind that is the default since 2.4, or of the older one} */
    static TCPStore server(boolean isLibUv) {
        return new TCPStore(
                "localhost",
                options(0).isServer(true).useLibUV(isLibUv).waitWorkers(false).timeout(milliseconds(TIMEOUT)));
    }

    static TCPStore client(int port) {
        return client(port, TIMEOUT);
    }

    static TCPStore client(int port, Duration timeout) {
        return new TCPStore(
                "localhost", options(port).isServer(false).waitWorkers(false).timeout(milliseconds(timeout)));
    }

    static int port(TCPStore store) {
        return Short.toUnsignedInt(store.getPort());
    }

    static Milliseconds milliseconds(Duration duration) {
        return new Milliseconds(duration.toMillis());
    }

    static ByteVector vector(byte... bytes) {
        ByteVector vector = new ByteVector(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            vector.put(i, bytes[i]);
        }
        return vector;
    }

    static byte[] bytes(ByteVector vector) {
        return vector.get();
    }

    static StringVector strings(String... texts) {
        return new StringVector(texts);
    }

    static List<String> texts(StringVector vector) {
        return Arrays.stream(vector.get()).map(BytePointer::getString).toList();
    }

    private static TCPStoreOptions options(int port) {
        return new TCPStoreOptions().port((short) port);
    }
}
