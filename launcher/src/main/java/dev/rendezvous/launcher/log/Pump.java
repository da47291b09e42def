package dev.rendezvous.launcher.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Carries the output of one worker from its pipe to the console, to a file, and to the memory of its last lines. It reads as fast as
 * they can take it, and holds one buffer: a slow console slows the worker down, and no line is lost.
 */
final class Pump implements Runnable {

    private static final int BUFFER = 16 * 1024;

    /** More than any pipe holds. */
    private static final long MOST_LEFT = 2 * 1024 * 1024;

    private static final long LOOK_MILLIS = 50;

    private final InputStream in;
    private final Target target;
    private final Optional<Lane> lane;
    private final Thread thread;
    private volatile boolean isReading;
    private volatile long count;

    /**
     * What takes the output.
     *
     * @param console where lines are shown
     * @param isShown whether they are
     * @param toErr whether they go to the standard error
     * @param prefix what stands before each line
     * @param file where all bytes are kept as they are
     * @param tail the memory of the last lines
     */
    record Target(Console console, boolean isShown, boolean toErr, String prefix, OutputStream file, Tail tail) {}

    Pump(String name, InputStream in, Target target) {
        this.in = in;
        this.target = target;
        this.lane = target.isShown()
                ? Optional.of(target.console().open(target.toErr(), target.prefix()))
                : Optional.empty();
        this.thread = new Thread(this, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Waits until all that a worker that has ended has written is read and on its way. A grandchild may hold the pipe open, so there is
     * a limit. It is exceeded only while a console that still reads has not taken all.
     *
     * @param until the limit, by the clock of {@link System#nanoTime()}
     */
    void await(long until) throws InterruptedException {
        long mark = count;
        TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, until - System.nanoTime()));
        boolean isIdle = false;
        while (thread.isAlive()
                && !isIdle
                && count - mark < MOST_LEFT
                && !target.console().isStalled()) {
            long before = count;
            thread.join(LOOK_MILLIS);
            isIdle = isReading && count == before;
        }
    }

    @Override
    public void run() {
        try (OutputStream file = target.file()) {
            pump(file);
        } catch (IOException broken) {
            System.getLogger(Pump.class.getName())
                    .log(System.Logger.Level.WARNING, () -> thread.getName() + ": " + broken.getMessage());
            drop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lane.ifPresent(target.console()::end);
        }
    }

    /** A worker must not wait because a disk is full. */
    private void drop() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException ended) {
            return;
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void pump(OutputStream file) throws IOException, InterruptedException {
        byte[] buffer = new byte[BUFFER];
        while (true) {
            isReading = true;
            int read = in.read(buffer, 0, buffer.length);
            isReading = false;
            if (read < 0) {
                target.tail().end();
                return;
            }
            count += read;
            file.write(buffer, 0, read);
            target.tail().add(buffer, 0, read);
            if (lane.isPresent()) {
                target.console().add(lane.get(), buffer, read);
            }
        }
    }
}
