package dev.rendezvous.benchmarks.elastic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/** Round trips to PostgreSQL: the server answers a query, and what was sent up to a sync. The first packet has no type. */
final class PostgresqlRequests extends PacketCounter {

    private static final int SSL_REQUEST = 80877103;

    private boolean isStarted;

    PostgresqlRequests() {
        super(ByteOrder.BIG_ENDIAN);
    }

    @Override
    OptionalInt packetLength(ByteBuffer bytes) {
        int lengthAt = isStarted ? 1 : 0;
        return bytes.limit() < lengthAt + Integer.BYTES
                ? OptionalInt.empty()
                : OptionalInt.of(lengthAt + bytes.getInt(lengthAt));
    }

    @Override
    boolean isRequest(ByteBuffer packet) {
        if (!isStarted) {
            isStarted = packet.getInt(Integer.BYTES) != SSL_REQUEST;
            return false;
        }
        return packet.get(0) == 'Q' || packet.get(0) == 'S';
    }
}
