package dev.rendezvous.fixed;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A moment until which a call waits, on the monotonic clock.
 *
 * @param start when the wait began, as {@link System#nanoTime()} tells it
 * @param limit how long it may last, in nanoseconds
 */
record Deadline(long start, long limit) {

    static Deadline after(Duration limit) {
        return new Deadline(System.nanoTime(), TimeUnit.NANOSECONDS.convert(limit));
    }

    /** {@return what is left of the time, in nanoseconds; 0 or less when it is over} */
    long left() {
        return limit - (System.nanoTime() - start);
    }

    /** {@return what is left of the time, or the given time if that is less; not negative} */
    Duration leftUpTo(Duration most) {
        return Duration.ofNanos(Math.max(0, Math.min(most.toNanos(), left())));
    }

    boolean isOver() {
        return left() <= 0;
    }
}
