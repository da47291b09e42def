package dev.rendezvous.engine.tck;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The faults of a proxy, shared by its connections. Thread-safe. */
final class ProxyFaults {

    private final AtomicReference<@Nullable Cut> armed = new AtomicReference<>();
    private final LongAdder replied = new LongAdder();
    private boolean holds;
    private boolean holdsReplies;
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

    synchronized void holdReplies(boolean hold) {
        holdsReplies = hold;
        notifyAll();
    }

    synchronized void awaitRequestPassage() throws InterruptedException {
        while (holds) {
            wait();
        }
    }

    synchronized void awaitReplyPassage(int bytes) throws InterruptedException {
        replied.add(bytes);
        while (holds || holdsReplies) {
            wait();
        }
    }

    /** {@return how many bytes the service has sent} */
    long replied() {
        return replied.sum();
    }

    void refuse(boolean refuse) {
        refuses = refuse;
    }

    boolean refuses() {
        return refuses;
    }
}
