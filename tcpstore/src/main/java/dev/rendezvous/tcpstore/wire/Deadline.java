package dev.rendezvous.tcpstore.wire;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A moment up to which something is waited for, on the clock that nobody sets.
 *
 * @param start when the wait began, as {@link System#nanoTime()} tells it
 * @param limit how long it may last, in nanoseconds
 */
public record Deadline(long start, long limit) {

    public static Deadline after(Duration limit) {
        return new Deadline(System.nanoTime(), TimeUnit.NANOSECONDS.convert(limit));
    }

    /** {@return the deadline of so long a time and some more, which together may be longer than any clock runs} */
    public static Deadline soonAfter(Duration limit, Duration more) {
        long nanos = TimeUnit.NANOSECONDS.convert(limit);
        long sum = nanos + TimeUnit.NANOSECONDS.convert(more);
        return new Deadline(System.nanoTime(), sum < nanos ? Long.MAX_VALUE : sum);
    }

    /** {@return what is left of the time, in nanoseconds; 0 or less when it is over} */
    public long left() {
        return limit - (System.nanoTime() - start);
    }

    public boolean isOver() {
        return left() <= 0;
    }

    /** {@return this deadline, or the one after the given time, whichever comes first} */
    public Deadline butAtMost(Duration time) {
        Deadline other = after(time);
        return other.limit < left() ? other : this;
    }
}
