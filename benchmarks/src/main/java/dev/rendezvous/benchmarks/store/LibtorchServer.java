package dev.rendezvous.benchmarks.store;

import dev.rendezvous.benchmarks.ServerProcess;
import java.io.IOException;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;

/** A process that is the server of PyTorch 2.13, of the default kind, until its input ends; says on which port. */
final class LibtorchServer {

    private LibtorchServer() {}

    public static void main(String[] args) throws IOException {
        try (TCPStoreOptions options = new TCPStoreOptions();
                TCPStore server = new TCPStore(
                        "localhost",
                        options.port((short) 0).isServer(true).useLibUV(true).waitWorkers(false))) {
            ServerProcess.announceAndStay(Short.toUnsignedInt(server.getPort()));
        }
    }
}
