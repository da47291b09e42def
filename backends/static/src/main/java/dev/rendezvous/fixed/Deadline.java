package dev.rendezvous.fixed;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A moment up to which something is waited for, on the clock that nobody sets.
 *
 * @param start when the wait began, as {@link System#nanoTime()} tells it
 * @param limit how long it may last, in nanoseconds
 */
record Deadline(long start, long limit) {

    static Deadline after(Duration limit) {
        return new Deadline(System.nanoTime(), TimeUnit.NANOSECONDS.convert(limit));
    }

    /** {@return the deadline of so long a time and some more, which together may be longer than any clock runs} */
    static Deadline soonAfter(Duration limit, Duration more) {
        long nanos = TimeUnit.NANOSECONDS.convert(limit);
        long sum = nanos + TimeUnit.NANOSECONDS.convert(more);
        return new Deadline(System.nanoTime(), sum < nanos ? Long.MAX_VALUE : sum);
    }

    /** {@return what is left of the time, in nanoseconds; 0 or less when it is over} */
    long left() {
        return limit - (System.nanoTime() - start);
    }

    boolean isOver() {
        return left() <= 0;
    }

    /** {@return this deadline, or the one after the given time, whichever comes first} */
    Deadline butAtMost(Duration time) {
        Deadline other = after(time);
        return other.limit < left() ? other : this;
    }
}
