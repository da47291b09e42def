package dev.rendezvous.tck;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits in tests for what another thread or process brings about: it looks again and again, and gives up after a while.
 *
 * @since 0.1
 */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long INTERVAL_NANOS = 1_000_000;

    private Eventually() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @param what the condition in words, for the message
     * @param condition what is looked at, cheap and without side effects
     * @throws AssertionError if it does not hold within 30 seconds
     * @throws Exception what the condition throws
     */
    public static void eventually(String what, Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
            }
            LockSupport.parkNanos(INTERVAL_NANOS);
        }
    }
}
