package dev.rendezvous.tcpstore.server.store;

import dev.rendezvous.tcpstore.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What one client has been answered and has not read yet. Short answers are copied together; other values stand in it as they are
 * in the store, so that many answers with one value cost its memory once. For one thread.
 */
public final class Answers {

    static final byte READY = 0;
    static final byte NOT_READY = 1;
    static final byte STOP_WAITING = 0;
    static final byte WAIT_CANCELED = 1;
    static final byte WATCH_REGISTERED = 3;
    static final byte REPLACED = 0;
    static final byte NOT_REPLACED = 1;
    static final byte ATTENDED = 0;

    private static final int FIRST_CHUNK = 128;
    private static final int CHUNK = 8192;

    /**
     * From here on a value is not copied: about as long as what it takes to refer to it. So a request for
     * one value a hundred thousand times makes an answer that takes little more memory than its keys and as many such values.
     */
    private static final int LONG_VALUE = 256;

    /**
     * Bytes that follow each other.
     *
     * @param rest those that have not been sent
     * @param value the value that they are a part of; null if they are copies
     * @param released how many bytes of memory are free when these have been sent: an array goes with the last of its parts
     */
    private record Chunk(ByteBuffer rest, @Nullable Bytes value, int released) {}

    private final Runnable whenFilled;
    private final MemoryBudget memory;
    private final ShrinkingQueue<Chunk> sealed = new ShrinkingQueue<>();
    private final ByteBuffer first = chunk(FIRST_CHUNK);
    private ByteBuffer open = first;
    /** What the array of the open chunk counts: nothing for the first one, which every client has. */
    private int openBytes;

    /** Of the arrays that hold copies. */
    private long copiedBytes;

    private int references;
    private long pending;

    /**
     * Makes an empty queue.
     *
     * @param whenFilled called each time that an answer comes into the empty queue
     * @param memory counts what the server holds
     */
    public Answers(Runnable whenFilled, MemoryBudget memory) {
        this.whenFilled = whenFilled;
        this.memory = memory;
    }

    /** {@return how many bytes the client has not been sent} */
    public long pending() {
        return pending;
    }

    /**
     * {@return how much of the memory that all answers take is this client's, in bytes} Clients that are being sent one value share it in
     * equal parts. Takes the time to look at each value.
     */
    public long share() {
        long sum = copiedBytes + (long) MemoryBudget.REFERENCE_BYTES * references;
        if (memory.hasOrphans()) {
            for (Chunk chunk : sealed) {
                sum += chunk.value == null ? 0 : MemoryBudget.share(chunk.value);
            }
        }
        return sum;
    }

    public boolean isEmpty() {
        return pending == 0;
    }

    public void put(byte status) {
        room(Byte.BYTES).put(status);
    }

    public void put(int number) {
        room(Integer.BYTES).putInt(number);
    }

    public void put(long number) {
        room(Long.BYTES).putLong(number);
    }

    /** Adds the length, then the bytes. */
    public void put(Bytes bytes) {
        put((long) bytes.length());
        if (bytes.length() < LONG_VALUE) {
            bytes.copyTo(room(bytes.length()));
        } else {
            seal();
            sealed.add(new Chunk(bytes.asBuffer(), bytes, 0));
            memory.refer(bytes);
            references++;
            added(bytes.length());
        }
    }

    /** {@return about how much memory it takes to put these bytes here, in addition to what they take already} */
    static long cost(Bytes bytes) {
        return (long) Long.BYTES + (bytes.length() < LONG_VALUE ? bytes.length() : MemoryBudget.REFERENCE_BYTES);
    }

    /** Adds bytes as they are. */
    public void putRaw(byte[] bytes) {
        room(bytes.length).put(bytes);
    }

    /** Copies the oldest bytes, as many as there is room for, and keeps them: they go with {@link #remove}. */
    public void copyInto(ByteBuffer target) {
        for (Chunk chunk : sealed) {
            copy(chunk.rest.duplicate(), target);
            if (!target.hasRemaining()) {
                return;
            }
        }
        copy(open.duplicate().flip(), target);
    }

    /** Takes the oldest bytes out, which the client has been sent. */
    public void remove(int count) {
        pending -= count;
        int left = count;
        while (left > 0 && !sealed.isEmpty()) {
            left -= skip(sealed.first(), left);
        }
        if (left > 0) {
            open.flip();
            skip(open, left);
            open.compact();
        }
        if (pending == 0) {
            discard();
        }
    }

    /** Forgets all, since it is sent or the client is gone. */
    public void discard() {
        while (!sealed.isEmpty()) {
            skip(sealed.first(), Integer.MAX_VALUE);
        }
        holdCopies(-openBytes);
        openBytes = 0;
        pending = 0;
        open = first.clear();
    }

    private int skip(Chunk chunk, int count) {
        int skipped = skip(chunk.rest, count);
        if (!chunk.rest.hasRemaining()) {
            sealed.remove();
            holdCopies(-chunk.released);
            if (chunk.value != null) {
                memory.release(chunk.value);
                references--;
            }
        }
        return skipped;
    }

    private static int skip(ByteBuffer chunk, int count) {
        int skipped = Math.min(count, chunk.remaining());
        chunk.position(chunk.position() + skipped);
        return skipped;
    }

    private static void copy(ByteBuffer chunk, ByteBuffer target) {
        if (chunk.remaining() > target.remaining()) {
            chunk.limit(chunk.position() + target.remaining());
        }
        target.put(chunk);
    }

    private ByteBuffer room(int count) {
        if (open.remaining() < count) {
            sealed.add(new Chunk(open.flip(), null, openBytes));
            open = chunk(CHUNK);
            openBytes = CHUNK;
            holdCopies(CHUNK);
        }
        added(count);
        return open;
    }

    private void holdCopies(int bytes) {
        copiedBytes += bytes;
        memory.hold(bytes);
    }

    /** Ends the open chunk here, so that something else may follow; what is left of its array is used later. */
    private void seal() {
        if (open.position() > 0) {
            ByteBuffer rest = open.slice().order(ByteOrder.LITTLE_ENDIAN);
            sealed.add(new Chunk(open.flip(), null, 0));
            open = rest;
        }
    }

    private void added(int count) {
        boolean wasEmpty = pending == 0;
        pending += count;
        if (wasEmpty && pending > 0) {
            whenFilled.run();
        }
    }

    private static ByteBuffer chunk(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
