package dev.rendezvous.tcpstore.wire;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The end of a wait, on a clock that only moves forward.
 *
 * @param start when the wait began, as the clock tells it
 * @param limit how long it may last, in nanoseconds
 * @param nanoClock the clock, {@link System#nanoTime()} but in tests
 */
public record Deadline(long start, long limit, LongSupplier nanoClock) {

    private static final LongSupplier SYSTEM = System::nanoTime;

    public static Deadline after(Duration limit) {
        return after(limit, SYSTEM);
    }

    public static Deadline after(Duration limit, LongSupplier nanoClock) {
        return new Deadline(nanoClock.getAsLong(), TimeUnit.NANOSECONDS.convert(limit), nanoClock);
    }

    /** {@return the deadline of so long a time and some more, which together may be longer than any clock runs} */
    public static Deadline soonAfter(Duration limit, Duration more) {
        long nanos = TimeUnit.NANOSECONDS.convert(limit);
        long sum = nanos + TimeUnit.NANOSECONDS.convert(more);
        return new Deadline(SYSTEM.getAsLong(), sum < nanos ? Long.MAX_VALUE : sum, SYSTEM);
    }

    /** {@return what is left of the time, in nanoseconds; 0 or less when it is over} */
    public long left() {
        return limit - (nanoClock.getAsLong() - start);
    }

    public boolean isOver() {
        return left() <= 0;
    }

    /** {@return this deadline, or the one after the given time, whichever comes first} */
    public Deadline butAtMost(Duration time) {
        Deadline other = after(time, nanoClock);
        return other.limit < left() ? other : this;
    }
}
