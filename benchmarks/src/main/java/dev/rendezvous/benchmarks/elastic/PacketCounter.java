package dev.rendezvous.benchmarks.elastic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalInt;

/** Counts in a protocol whose packets say how long they are. */
abstract class PacketCounter implements RequestCounter {

    private final ByteOrder order;
    private byte[] held = new byte[0];

    PacketCounter(ByteOrder order) {
        this.order = order;
    }

    @Override
    public final int count(byte[] bytes, int length) {
        byte[] all = Arrays.copyOf(held, held.length + length);
        System.arraycopy(bytes, 0, all, held.length, length);
        int requests = 0;
        int at = 0;
        ByteBuffer rest = rest(all, at);
        OptionalInt size = packetLength(rest);
        while (size.isPresent() && size.getAsInt() <= all.length - at) {
            requests += isRequest(rest) ? 1 : 0;
            at += size.getAsInt();
            rest = rest(all, at);
            size = packetLength(rest);
        }
        held = Arrays.copyOfRange(all, at, all.length);
        return requests;
    }

    private ByteBuffer rest(byte[] all, int at) {
        return ByteBuffer.wrap(all, at, all.length - at).slice().order(order);
    }

    /** {@return the length of the packet that begins here, if the bytes tell} The positions of the buffer are absolute. */
    abstract OptionalInt packetLength(ByteBuffer bytes);

    /** {@return whether the packet that begins here, all of which is there, asks for something} Called once for each packet, in order. */
    abstract boolean isRequest(ByteBuffer packet);
}
