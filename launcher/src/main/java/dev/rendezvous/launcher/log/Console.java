package dev.rendezvous.launcher.log;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the lines of all workers and of the launcher meet. One thread writes them, so that a console that does not read, as after Ctrl-S,
 * stops that thread only: workers wait when their {@link Lane} is full, and the launcher never waits. Thread-safe.
 */
public final class Console {

    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** After a pause of the whole process the pumps must get their turn before a half line is shown. */
    private static final long SECOND_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Screen screen;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition hasWork = lock.newCondition();
    private final Condition isIdle = lock.newCondition();
    private final Pending pending = new Pending();
    private final Thread thread = new Thread(this::run, "rdzv-console");
    private boolean isWriting;
    private boolean isFinished;
    private boolean isBroken;
    private long seen;
    private long seenAt;

    /**
     * Makes a console.
     *
     * @param out the standard output
     * @param err the standard error
     */
    public Console(OutputStream out, OutputStream err) {
        this.screen = new Screen(out, err);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Writes a line of the launcher. Never waits: when too many lines wait for a console that does not read, further ones are dropped
     * and counted.
     *
     * @param line without its end
     */
    public void say(String line) {
        lock.lock();
        try {
            pending.say(line);
            hasWork.signal();
        } finally {
            lock.unlock();
        }
    }

    /** {@return a lane for one stream of a worker} */
    Lane open(boolean toErr, String prefix) {
        lock.lock();
        try {
            return pending.open(toErr, prefix, lock.newCondition());
        } finally {
            lock.unlock();
        }
    }

    /** Adds what a worker has printed. Waits while its lane is full. */
    void add(Lane lane, byte[] bytes, int count) throws InterruptedException {
        lock.lock();
        try {
            int done = 0;
            while (done < count && !isBroken && !lane.isEnded()) {
                if (lane.isFull()) {
                    lane.awaitSpace();
                } else {
                    done += lane.add(bytes, done, count - done);
                    hasWork.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more comes from a worker. */
    void end(Lane lane) {
        lock.lock();
        try {
            lane.end();
            hasWork.signal();
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether the console has not taken anything for a second} */
    public boolean isStalled() {
        lock.lock();
        try {
            return isWriting && !moves();
        } finally {
            lock.unlock();
        }
    }

    private boolean moves() {
        long now = System.nanoTime();
        long written = screen.written();
        if (written != seen) {
            seen = written;
            seenAt = now;
        }
        return now - seenAt < STALL_NANOS;
    }

    /** Drops what workers have printed and still print, if the console does not read, so that nothing waits for it. */
    public void giveUpIfStalled() {
        lock.lock();
        try {
            if (isStalled()) {
                pending.drop();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (true) {
                next().writeTo(screen);
            }
        } catch (IOException | UncheckedIOException gone) {
            // A reader such as head has ended. The workers go on, and their output is read and dropped, so that they do
            // not wait.
            breakOff();
        } catch (InterruptedException finished) {
            breakOff();
        }
    }

    private Chunk next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            isWriting = false;
            boolean isSecondLook = false;
            while (true) {
                Chunk next = pending.lines();
                if (next == null && isSecondLook) {
                    next = pending.halfLine();
                }
                if (next != null) {
                    isWriting = true;
                    seen = screen.written();
                    seenAt = System.nanoTime();
                    return next;
                }
                isIdle.signalAll();
                isSecondLook = awaitWork();
            }
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether a half line may be due now} */
    @SuppressWarnings("WaitNotInLoop") // the caller looks again
    private boolean awaitWork() throws InterruptedException {
        OptionalLong halfLine = pending.halfLineIn();
        if (halfLine.isEmpty()) {
            hasWork.await();
            return false;
        }
        boolean isDue = halfLine.getAsLong() == 0;
        var unused = hasWork.awaitNanos(isDue ? SECOND_LOOK_NANOS : halfLine.getAsLong());
        return isDue;
    }

    private void breakOff() {
        lock.lock();
        try {
            isBroken = true;
            isWriting = false;
            pending.drop();
            isIdle.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes what is left, as long as the console reads, and ends. What workers print later is dropped.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void finish() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!isFinished) {
                isFinished = true;
                pending.end();
                hasWork.signal();
                while (!isBroken && (isWriting || !pending.isEmpty()) && !isStalled()) {
                    var unused = isIdle.awaitNanos(LOOK_NANOS);
                }
            }
        } finally {
            lock.unlock();
        }
        thread.interrupt();
    }
}
