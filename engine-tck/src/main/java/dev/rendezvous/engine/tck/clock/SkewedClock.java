package dev.rendezvous.engine.tck.clock;

import java.util.concurrent.TimeUnit;

/**
 * The wall clock of a process that {@link ClockAgent} has changed. The boot class loader loads it, since classes of the JDK call it. Its
 * methods have the names and the types of those that they stand for.
 */
public final class SkewedClock {

    private static final long NANOS_AHEAD = TimeUnit.SECONDS.toNanos(1);

    private static volatile long offsetMillis;

    private SkewedClock() {}

    /**
     * From now on the clock is ahead for one second, then behind for one second, and so on: it jumps as a clock that is set by hand.
     *
     * @param millis how far it is ahead or behind
     */
    public static void skew(long millis) {
        offsetMillis = millis;
    }

    /** {@return the time that {@code System.currentTimeMillis} returns in this process} */
    public static long currentTimeMillis() {
        boolean ahead = Math.floorMod(System.nanoTime(), 2 * NANOS_AHEAD) < NANOS_AHEAD;
        return System.currentTimeMillis() + (ahead ? offsetMillis : -offsetMillis);
    }

    /**
     * {@return the nanoseconds since a time, as {@code jdk.internal.misc.VM} has them for {@code Instant.now}}
     *
     * @param epochSeconds the time
     */
    public static long getNanoTimeAdjustment(long epochSeconds) {
        return TimeUnit.MILLISECONDS.toNanos(currentTimeMillis() - TimeUnit.SECONDS.toMillis(epochSeconds));
    }
}
