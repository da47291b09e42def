package dev.rendezvous.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;

/** Waits until an object that should have no references left is collected. */
final class Garbage {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Garbage() {}

    /**
     * Fails if the object is still there after 20 seconds of collecting.
     *
     * @param what what it is, for the message
     * @param reference to it; the caller must not hold it in a local variable
     */
    static void assertCollected(String what, WeakReference<?> reference) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (reference.get() != null && Instant.now().isBefore(deadline)) {
            System.gc();
        }
        assertThat(reference.get() == null).as(what + " is collected").isTrue();
    }
}
