package dev.rendezvous.tcpstore.server;

import java.nio.ByteBuffer;

/** Reads a little-endian number whose bytes may come in pieces. */
final class NumberReader {

    private long value;
    private int have;

    /** {@return whether the number is complete; {@link #take} gives it then} */
    boolean read(ByteBuffer in, int bytes) {
        if (have == 0 && bytes == Long.BYTES && in.remaining() >= Long.BYTES) {
            value = in.getLong();
            return true;
        }
        while (have < bytes && in.hasRemaining()) {
            value |= (in.get() & 0xffL) << (Byte.SIZE * have);
            have++;
        }
        return have == bytes;
    }

    long take() {
        long taken = value;
        value = 0;
        have = 0;
        return taken;
    }
}
