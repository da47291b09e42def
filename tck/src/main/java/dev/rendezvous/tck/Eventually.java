package dev.rendezvous.tck;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits in tests for a condition that another thread or process brings about.
 *
 * @since 0.1
 */
public final class Eventually {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long INTERVAL_NANOS = 1_000_000;

    private Eventually() {}

    /**
     * Returns as soon as the condition holds. Looks once each millisecond.
     *
     * @param what the condition in words, for the message
     * @param condition cheap and without side effects
     * @throws AssertionError if the condition does not hold within 30 seconds
     * @throws Exception the exception that the condition throws
     */
    public static void eventually(String what, Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            pause(what, start);
        }
    }

    /** The same for a condition that throws nothing. */
    static void untilTrue(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            pause(what, start);
        }
    }

    private static void pause(String what, long start) {
        if (System.nanoTime() - start > LIMIT.toNanos()) {
            throw new AssertionError("not within " + LIMIT.toSeconds() + " s: " + what);
        }
        LockSupport.parkNanos(INTERVAL_NANOS);
    }
}
