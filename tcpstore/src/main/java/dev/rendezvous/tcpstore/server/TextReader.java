package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.server.store.ClientMemory;
import dev.rendezvous.tcpstore.server.store.Refusal;
import dev.rendezvous.tcpstore.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads bytes whose number is known and that may come in pieces. Its memory is at most twice what has come, or a kilobyte. */
final class TextReader {

    private static final int FIRST_PIECE = 1024;

    private final ClientMemory memory;
    private int length = -1;
    private int have;
    private byte[] content = {};

    TextReader(ClientMemory memory) {
        this.memory = memory;
    }

    boolean isOpen() {
        return length >= 0;
    }

    void open(int bytes) {
        length = bytes;
    }

    /**
     * {@return whether all have come; {@link #take} gives them then}
     *
     * @throws Refusal if there is no memory for them
     */
    boolean read(ByteBuffer in) throws Refusal {
        int count = Math.min(length - have, in.remaining());
        if (have + count > content.length) {
            int capacity = capacity(have + count);
            memory.take(capacity - content.length);
            content = Arrays.copyOf(content, capacity);
        }
        in.get(content, have, count);
        have += count;
        return have == length;
    }

    Bytes take() {
        Bytes taken = Bytes.of(content);
        memory.drop(content.length);
        length = -1;
        have = 0;
        content = new byte[0];
        return taken;
    }

    private int capacity(int needed) {
        if (needed == length) {
            return length;
        }
        return (int) Math.min(length, Math.max(FIRST_PIECE, 2L * needed));
    }
}
