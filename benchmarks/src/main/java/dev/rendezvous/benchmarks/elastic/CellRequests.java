package dev.rendezvous.benchmarks.elastic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/**
 * Requests about cells to the TCP store: a code, the name of the run with its length, the request with its length. What a client sends to
 * greet is not counted.
 */
final class CellRequests extends PacketCounter {

    /** The greeting begins with two operations, each a code and four bytes. */
    private static final int GREETING = 10;

    /** It ends with a request of this code, which follows the number of the request. */
    private static final int HELLO = 1;

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
        if (!isGreeted) {
            isGreeted = true;
            return false;
        }
        int request = 1 + 2 * Long.BYTES + (int) packet.getLong(1);
        return packet.get(request + Integer.BYTES) != HELLO;
    }
}
