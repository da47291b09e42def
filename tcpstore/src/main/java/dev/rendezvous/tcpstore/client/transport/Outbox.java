package dev.rendezvous.tcpstore.client.transport;

import java.nio.ByteBuffer;

/**
 * Requests that wait to be written. Many threads add to one buffer while one thread empties the other, so that what is added
 * meanwhile is then written in one go.
 *
 * <p>Adding and {@link #next} are for the holder of a lock, what {@link #next} gives is for the one thread that writes.
 */
final class Outbox {

    private static final int SIZE = 16 << 10;
    private static final int KEPT = 1 << 20;

    private ByteBuffer adding = ByteBuffer.allocate(SIZE);
    private ByteBuffer leaving = ByteBuffer.allocate(SIZE);

    void add(byte[] frame) {
        if (adding.remaining() < frame.length) {
            grow(frame.length);
        }
        adding.put(frame);
    }

    boolean isEmpty() {
        return adding.position() == 0;
    }

    /** {@return all that was added, to be written; what it gave before must have been written} */
    ByteBuffer next() {
        ByteBuffer added = adding;
        adding = leaving.capacity() > KEPT ? ByteBuffer.allocate(SIZE) : leaving.clear();
        leaving = added.flip();
        return leaving;
    }

    private void grow(int more) {
        int needed = Math.addExact(adding.position(), more);
        int doubled = (int) Math.min(2L * adding.capacity(), Integer.MAX_VALUE - Long.BYTES);
        adding = ByteBuffer.allocate(Math.max(needed, doubled)).put(adding.flip());
    }
}
