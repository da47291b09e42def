package dev.rendezvous.engine.store;

import dev.rendezvous.engine.spi.CoordinationSpace;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The watch of a store, opened when a call first waits, and shared by all that wait. Thread-safe. */
final class RoundWatch {

    private final CoordinationSpace space;
    private final String prefix;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable CompletableFuture<AutoCloseable> watch;
    private long changes;
    private boolean closed;

    RoundWatch(CoordinationSpace space, String prefix) {
        this.space = space;
        this.prefix = prefix;
    }

    /** {@return completes when changes are counted} A watch that could not be opened is asked for again by the next call. */
    CompletionStage<AutoCloseable> open() {
        lock.lock();
        try {
            if (watch == null || watch.isCompletedExceptionally()) {
                watch = space.watch(prefix, this::hint).toCompletableFuture().copy();
            }
            return watch;
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many hints have come} */
    long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there are more hints than were seen, or the time is up, or the watch is closed. */
    void await(long seen, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        lock.lockInterruptibly();
        try {
            while (changes == seen && !closed) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void hint() {
        lock.lock();
        try {
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            CompletionStage<AutoCloseable> opened = watch;
            if (opened != null) {
                opened.thenAccept(RoundWatch::closeQuietly);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A watch that cannot be closed ends with its space. */
    private static void closeQuietly(AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception ignored) {
            // Its hints have no effect any more.
        }
    }
}
