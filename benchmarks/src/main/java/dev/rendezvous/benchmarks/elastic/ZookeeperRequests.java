package dev.rendezvous.benchmarks.elastic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/** Requests to ZooKeeper: a length, then a number that tells what the client sends by itself. The first packet opens the session. */
final class ZookeeperRequests extends PacketCounter {

    private static final int PING = -2;

    private boolean isOpened;

    ZookeeperRequests() {
        super(ByteOrder.BIG_ENDIAN);
    }

    @Override
    OptionalInt packetLength(ByteBuffer bytes) {
        return bytes.limit() < 2 * Integer.BYTES
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.BYTES + bytes.getInt(0));
    }

    @Override
    boolean isRequest(ByteBuffer packet) {
        boolean counts = isOpened && packet.getInt(Integer.BYTES) != PING;
        isOpened = true;
        return counts;
    }
}
