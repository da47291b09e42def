package dev.rendezvous.benchmarks;

import java.time.Duration;

/** Ends the process, and with it the servers, when a run takes longer than any good one. */
public final class Watchdog {

    private Watchdog() {}

    /** Starts to watch. */
    public static void start(Duration limit) {
        Thread thread = new Thread(() -> endAfter(limit), "watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    private static void endAfter(Duration limit) {
        try {
            Thread.sleep(limit.toMillis());
        } catch (InterruptedException e) {
            return;
        }
        System.err.println("The benchmark has not ended within " + limit + " and is given up.");
        Runtime.getRuntime().halt(1);
    }
}
