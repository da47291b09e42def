package dev.rendezvous.engine.tck;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The faults of a proxy, shared by its connections. Thread-safe. */
final class ProxyFaults {

    private final AtomicReference<@Nullable Cut> armed = new AtomicReference<>();
    private boolean holds;
    private volatile boolean refuses;

    /** Where a connection is cut. */
    enum Cut {
        BEFORE_REQUEST,
        BEFORE_REPLY
    }

    void arm(Cut cut) {
        armed.set(cut);
    }

    /** {@return the fault of this request, if one is armed} The fault is used up. */
    @Nullable
    Cut take() {
        return armed.getAndSet(null);
    }

    synchronized void hold(boolean hold) {
        holds = hold;
        notifyAll();
    }

    synchronized void awaitPassage() throws InterruptedException {
        while (holds) {
            wait();
        }
    }

    void refuse(boolean refuse) {
        refuses = refuse;
    }

    boolean refuses() {
        return refuses;
    }
}
