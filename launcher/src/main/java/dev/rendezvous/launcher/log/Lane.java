package dev.rendezvous.launcher.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/**
 * What one stream of a worker has printed and the console has not written yet: up to 64 KiB, then the worker must wait. Guarded by the
 * lock of its console.
 */
final class Lane {

    static final int LARGEST = 64 * 1024;

    private static final int FIRST = 1024;
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final boolean toErr;
    private final byte[] prefix;
    private final Condition hasSpace;
    private byte[] bytes = new byte[FIRST];
    private int length;
    private int lines; // the bytes up to here are complete lines
    private long halfLineSince;
    private boolean isEnded;

    Lane(boolean toErr, String prefix, Condition hasSpace) {
        this.toErr = toErr;
        this.prefix = prefix.getBytes(UTF_8);
        this.hasSpace = hasSpace;
    }

    boolean toErr() {
        return toErr;
    }

    byte[] prefix() {
        return prefix;
    }

    boolean isFull() {
        return length == LARGEST;
    }

    /** Waits until a part was taken, or nothing more is wanted. */
    void awaitSpace() throws InterruptedException {
        while (isFull() && !isEnded) {
            hasSpace.await();
        }
    }

    /** {@return how many of the bytes were added} Those that fit. */
    int add(byte[] from, int offset, int count) {
        int added = Math.min(count, LARGEST - length);
        if (bytes.length < length + added) {
            bytes = Arrays.copyOf(bytes, Math.min(LARGEST, Math.max(length + added, 2 * bytes.length)));
        }
        System.arraycopy(from, offset, bytes, length, added);
        if (length == lines) {
            halfLineSince = System.nanoTime();
        }
        int end = length + added;
        int start = length;
        length = end;
        while (end > start && bytes[end - 1] != '\n') {
            end--;
        }
        if (end > start) {
            lines = end;
            halfLineSince = System.nanoTime();
        }
        return added;
    }

    /** {@return whether there is more than a half line that may go on} */
    boolean hasLines() {
        return lines > 0 || (isEnded && length > 0) || isFull();
    }

    /**
     * {@return in how many nanoseconds a half line is to be shown; empty if there is none} It waits for its end while others print, since
     * they would tear it, but not for ever.
     *
     * @param lastLines when lines were last written
     */
    OptionalLong halfLineIn(long lastLines) {
        if (length == 0 || hasLines()) {
            return OptionalLong.empty();
        }
        long now = System.nanoTime();
        long quiet = Math.max(halfLineSince - now, lastLines - now) + QUIET_NANOS;
        long longest = halfLineSince - now + LONGEST_NANOS;
        return OptionalLong.of(Math.max(0, Math.min(quiet, longest)));
    }

    /**
     * Takes complete lines; a half line if there is nothing else.
     *
     * @param target has room for all
     * @return how many bytes
     */
    int take(byte[] target) {
        int taken = lines > 0 ? lines : length;
        System.arraycopy(bytes, 0, target, 0, taken);
        System.arraycopy(bytes, taken, bytes, 0, length - taken);
        length -= taken;
        lines = 0;
        hasSpace.signalAll();
        return taken;
    }

    /** Nothing more is added. */
    void end() {
        isEnded = true;
    }

    /** Forgets what is there. */
    void drop() {
        isEnded = true;
        length = 0;
        lines = 0;
        hasSpace.signalAll();
    }

    boolean isEnded() {
        return isEnded;
    }

    boolean isOver() {
        return isEnded && length == 0;
    }
}
