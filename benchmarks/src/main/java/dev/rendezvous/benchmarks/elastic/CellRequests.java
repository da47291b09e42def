package dev.rendezvous.benchmarks.elastic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/** Requests about cells to the TCP store: a code, the name of the run with its length, the request with its length. */
final class CellRequests extends PacketCounter {

    /** The greeting is two operations, each a code and four bytes. */
    private static final int GREETING = 10;

    private boolean isGreeted;

    CellRequests() {
        super(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    OptionalInt packetLength(ByteBuffer bytes) {
        if (!isGreeted) {
            return OptionalInt.of(GREETING);
        }
        if (bytes.limit() < 1 + Long.BYTES) {
            return OptionalInt.empty();
        }
        int run = (int) bytes.getLong(1);
        int second = 1 + Long.BYTES + run;
        return bytes.limit() < second + Long.BYTES
                ? OptionalInt.empty()
                : OptionalInt.of(second + Long.BYTES + (int) bytes.getLong(second));
    }

    @Override
    boolean isRequest(ByteBuffer packet) {
        boolean counts = isGreeted;
        isGreeted = true;
        return counts;
    }
}
