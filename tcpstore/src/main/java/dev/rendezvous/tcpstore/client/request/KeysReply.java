package dev.rendezvous.tcpstore.client.request;

import dev.rendezvous.tcpstore.StoreLimits;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a LIST_KEYS: the number of keys, then the keys. It may be long, so that each key is taken once, when it has come.
 *
 * <p>Not for use by several threads at once: one thread after the other reads what a connection brings.
 */
public final class KeysReply implements Reply<List<byte[]>> {

    /** Of memory: room for eight million short keys. A server must not fill the memory of its clients. */
    private static final long MOST_BYTES = 256 << 20;

    /** The memory of an array beside its bytes, with a reference to it: a server could send empty keys for eight bytes each. */
    private static final int BYTES_OF_AN_ARRAY = 32;

    private static final long UNKNOWN = -1;

    private final StoreLimits limits;
    private final List<byte[]> keys = new ArrayList<>();
    private long count = UNKNOWN;
    private long bytes;

    public KeysReply(StoreLimits limits) {
        this.limits = limits;
    }

    @Override
    public Reply<List<byte[]>> anew() {
        return new KeysReply(limits);
    }

    @Override
    public Optional<List<byte[]>> read(ByteBuffer in) throws ProtocolException {
        if (count == UNKNOWN) {
            Optional<Long> told = Replies.NUMBER.read(in);
            if (told.isEmpty()) {
                return Optional.empty();
            }
            count = checked(told.get());
        }
        while (keys.size() < count) {
            Optional<Value> key = Replies.field(in, limits.maxKeyBytes(), "key");
            if (key.isEmpty()) {
                return Optional.empty();
            }
            add(key.get().bytes());
        }
        return Optional.of(keys);
    }

    private static long checked(long told) throws ProtocolException {
        if (told < 0 || told > MOST_BYTES / BYTES_OF_AN_ARRAY) {
            throw new ProtocolException("it tells of " + told + " keys");
        }
        return told;
    }

    private void add(byte[] key) throws ProtocolException {
        bytes += BYTES_OF_AN_ARRAY + key.length;
        if (bytes > MOST_BYTES) {
            throw new ProtocolException("it lists keys that take more than " + MOST_BYTES + " bytes of memory");
        }
        keys.add(key);
    }
}
