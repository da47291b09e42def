package dev.rendezvous.cli;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Repeats a check until it holds, and fails with its last complaint when it does not in a minute. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Eventually() {}

    public static void check(Runnable assertion) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
    }
}
