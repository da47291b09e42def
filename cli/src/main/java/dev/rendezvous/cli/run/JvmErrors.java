package dev.rendezvous.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Takes what loggers and the JVM write to {@link System#err} while a job runs, and writes it on a thread of its own. A console that does
 * not read, as after Ctrl-S, would else stop each thread that logs, such as the one that keeps the lease of the node. What is too much
 * is dropped.
 */
final class JvmErrors extends OutputStream {

    private static final int MOST_PARTS = 1_000;
    private static final long PATIENCE_MILLIS = 500;
    private static final byte[] END = {};

    private final OutputStream target;
    private final PrintStream before = System.err;
    private final BlockingQueue<byte[]> parts = new ArrayBlockingQueue<>(MOST_PARTS);
    private final Thread thread = new Thread(this::run, "rdzv-stderr");

    private JvmErrors(OutputStream target) {
        this.target = target;
    }

    /**
     * {@return the errors, taken from now on}
     *
     * @param target where they go
     */
    static JvmErrors take(OutputStream target) {
        JvmErrors errors = new JvmErrors(target);
        errors.thread.setDaemon(true);
        errors.thread.start();
        System.setErr(new PrintStream(errors, true, UTF_8));
        return errors;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        if (count > 0) {
            // A full queue is that of a console that does not read.
            var unused = parts.offer(Arrays.copyOfRange(bytes, from, from + count));
        }
    }

    private void run() {
        try {
            for (byte[] part = parts.take(); part.length > 0; part = parts.take()) {
                target.write(part);
                target.flush();
            }
        } catch (IOException gone) {
            // Nothing reads the errors any more; what comes later fills the queue and is dropped.
            return;
        } catch (InterruptedException ended) {
            return;
        }
    }

    /** Gives {@link System#err} back, and writes what is left, as long as the console reads. */
    void release() throws InterruptedException {
        System.setErr(before);
        if (parts.offer(END, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            thread.join(PATIENCE_MILLIS);
        }
        thread.interrupt();
    }
}
