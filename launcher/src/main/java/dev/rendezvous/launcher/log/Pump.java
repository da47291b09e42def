package dev.rendezvous.launcher.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/**
 * Carries the output of one worker from its pipe to the console, to a file, and to the memory of its last lines. It reads as fast as
 * they can take it, and holds one buffer: a slow console slows the worker down, and no line is lost.
 */
final class Pump implements Runnable {

    private static final int BUFFER = 64 * 1024;
    private static final long HALF_LINE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LOOK_MILLIS = 10;

    private final InputStream in;
    private final Target target;
    private final byte[] prefix;
    private final Thread thread;

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
        this.prefix = target.prefix().getBytes(UTF_8);
        this.thread = new Thread(this, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Waits until the pipe has ended. A grandchild may hold it open, so there is a limit. */
    boolean await(long millis) throws InterruptedException {
        thread.join(millis);
        return !thread.isAlive();
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
        }
    }

    /** A worker must not block because a disk is full. */
    private void drop() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException ended) {
            return;
        }
    }

    private void pump(OutputStream file) throws IOException, InterruptedException {
        byte[] buffer = new byte[BUFFER];
        int held = 0;
        while (true) {
            if (held > 0 && !moreComesSoon()) {
                show(buffer, held);
                held = 0;
            }
            int count = in.read(buffer, held, buffer.length - held);
            if (count < 0) {
                show(buffer, held);
                target.tail().end();
                return;
            }
            file.write(buffer, held, count);
            target.tail().add(buffer, held, count);
            held = showLines(buffer, held + count);
        }
    }

    private boolean moreComesSoon() throws IOException, InterruptedException {
        long until = System.nanoTime() + HALF_LINE_NANOS;
        while (in.available() == 0) {
            if (System.nanoTime() - until > 0) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    /** Shows what ends with a line, and moves the rest to the front. A line longer than the buffer is shown in parts. */
    private int showLines(byte[] buffer, int length) {
        int end = length;
        while (end > 0 && buffer[end - 1] != '\n') {
            end--;
        }
        if (end == 0 && length == buffer.length) {
            end = length;
        }
        show(buffer, end);
        System.arraycopy(buffer, end, buffer, 0, length - end);
        return length - end;
    }

    private void show(byte[] buffer, int length) {
        if (!target.isShown() || length == 0) {
            return;
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream(length + length / 8);
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n' || i == length - 1) {
                if (start > 0) {
                    lines.writeBytes(prefix);
                }
                lines.write(buffer, start, i + 1 - start);
                start = i + 1;
            }
        }
        target.console().write(this, target.toErr(), prefix, lines.toByteArray(), lines.size());
    }
}
