package dev.rendezvous.tck;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousTimeoutException;

/** Joins again after time-outs, for tests in which another node comes a little later on a slow machine. */
final class Retries {

    private static final int TRIES = 10;

    private Retries() {}

    static RendezvousInfo untilItMeets(RendezvousHandler handler) throws InterruptedException {
        for (int i = 1; i < TRIES; i++) {
            try {
                return handler.nextRendezvous();
            } catch (RendezvousTimeoutException tooEarly) {
                // The other node has not joined yet.
            }
        }
        return handler.nextRendezvous();
    }
}
