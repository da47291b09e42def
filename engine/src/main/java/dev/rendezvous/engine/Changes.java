package dev.rendezvous.engine;

import dev.rendezvous.engine.protocol.Knowledge;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells threads and listeners that what the node knows has changed. */
final class Changes {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<StatusListener> listeners = new CopyOnWriteArrayList<>();
    private final String runId;
    private boolean closed;

    Changes(String runId) {
        this.runId = runId;
    }

    void publish(Knowledge knowledge) {
        signal();
        if (!listeners.isEmpty()) {
            RoundStatus status = Statuses.of(knowledge);
            listeners.forEach(listener -> listener.offer(status));
        }
    }

    /** Tells the consumer of each change from now on. */
    void listen(Consumer<RoundStatus> consumer, Supplier<RoundStatus> status) {
        StatusListener listener = new StatusListener(consumer, status.get(), runId);
        lock.lock();
        try {
            if (!closed) {
                listeners.add(listener);
                listener.start();
            }
        } finally {
            lock.unlock();
        }
        // A change since the status was taken was published before the listener was there.
        listener.offer(status.get());
    }

    /**
     * Waits until a condition holds or this object is closed.
     *
     * @return whether the condition holds
     */
    boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanosOf(timeout);
            while (!condition.getAsBoolean()) {
                if (left <= 0 || closed) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(StatusListener::close);
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static long nanosOf(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException tooLong) {
            return timeout.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }
}
