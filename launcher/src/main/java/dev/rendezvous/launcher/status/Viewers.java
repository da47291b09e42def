package dev.rendezvous.launcher.status;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Knows whether a client follows the state of this agent. Thread-safe. */
public final class Viewers {

    /** The page of people asks each second. */
    private static final Duration RECENT = Duration.ofSeconds(3);

    private static final Duration LAST_LOOK = Duration.ofMillis(1_500);

    private final AtomicLong lastAsked = new AtomicLong(System.nanoTime() - RECENT.toNanos());

    /** Makes the state in which there are none. */
    public Viewers() {}

    void asked() {
        lastAsked.set(System.nanoTime());
    }

    /** {@return whether a client has asked in the last seconds} */
    public boolean areThere() {
        return System.nanoTime() - lastAsked.get() < RECENT.toNanos();
    }

    /** Gives clients that follow the agent the time to ask once more. Without them it returns at once. */
    public void awaitLastLook() {
        if (areThere()) {
            try {
                Thread.sleep(LAST_LOOK.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
