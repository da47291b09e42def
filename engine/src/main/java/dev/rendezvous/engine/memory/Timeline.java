package dev.rendezvous.engine.memory;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One thread that does what is due, in the order of time; what is due at the same moment, in the order in which it was asked for.
 * A task that throws does not end the thread: its exception goes to the handler of uncaught exceptions.
 */
public final class Timeline implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Ticker ticker;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::due).thenComparingLong(Timer::sequence));
    private long sequence;
    private boolean idle;
    private boolean closed;

    private record Timer(long due, long sequence, Runnable task) {}

    public Timeline(String name, Ticker ticker) {
        this.ticker = ticker;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** {@return the nanoseconds since some fixed moment} */
    public long now() {
        lock.lock();
        try {
            return ticker.now();
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether the task will be done, on the thread of this timeline; false once it is closed} */
    public boolean soon(Runnable task) {
        return at(now(), task);
    }

    /** Does a task at a moment; the same as {@link #soon} if the moment has passed. */
    public boolean at(long due, Runnable task) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            timers.add(new Timer(due, sequence++, task));
            idle = false;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets time pass on a timeline that was made with this ticker, and returns when everything due in that time is done. */
    public void advance(ManualTicker manual, Duration time) throws InterruptedException {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("the time cannot be advanced on the thread that passes it");
        }
        lock.lockInterruptibly();
        try {
            manual.advance(time.toNanos());
            idle = false;
            changed.signalAll();
            awaitIdle();
        } finally {
            lock.unlock();
        }
    }

    private void awaitIdle() throws InterruptedException {
        long left = PATIENCE.toNanos();
        while (!idle && !closed) {
            if (left <= 0) {
                throw new IllegalStateException("what is due was not done within " + PATIENCE.toSeconds() + " s");
            }
            left = changed.awaitNanos(left);
        }
    }

    /** Does what is due now, then ends the thread. What is due later is not done. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (Thread.currentThread() != thread) {
            join();
        }
    }

    private void join() {
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        }
    }

    /** {@return what is due, as soon as something is; null once the timeline is closed and nothing is due} */
    private @Nullable Runnable next() {
        lock.lock();
        try {
            Runnable due = takeDue();
            while (due == null && !closed) {
                ticker.idle();
                idle = true;
                changed.signalAll();
                changed.awaitNanos(
                        timers.isEmpty()
                                ? Long.MAX_VALUE
                                : ticker.left(timers.element().due()));
                due = takeDue();
            }
            return due;
        } catch (InterruptedException e) {
            closed = true;
            return null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Runnable takeDue() {
        Timer first = timers.peek();
        if (first == null || ticker.left(first.due()) > 0) {
            return null;
        }
        timers.remove();
        ticker.reached(first.due());
        return first.task();
    }
}
