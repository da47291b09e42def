package dev.rendezvous.launcher.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Appends events to a file as lines of JSON. A thread of its own writes, so that a slow or full disk, or a pipe without a reader, never
 * delays the job: what cannot be written is left out, and the user is told once.
 */
public final class EventFile implements EventSink {

    private static final int MOST_WAITING = 10_000;
    private static final long CLOSE_MILLIS = 2_000;
    private static final String END = "";

    private final Path path;
    private final Consumer<String> complain;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean hasComplained = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "rdzv-events");
    private @Nullable OutputStream file;
    private boolean isHalfLine;

    private EventFile(Path path, Consumer<String> complain) {
        this.path = path;
        this.complain = complain;
        thread.setDaemon(true);
    }

    /**
     * {@return the file, open}
     *
     * @param path a file, which is made if it is not there; or a pipe or a device
     * @param complain takes one sentence, at most once
     * @throws IOException if the file cannot be opened
     */
    public static EventFile open(Path path, Consumer<String> complain) throws IOException {
        EventFile events = new EventFile(path, complain);
        if (!Files.exists(path) || Files.isRegularFile(path) || Files.isDirectory(path)) {
            events.file = appending(path);
        }
        events.thread.start();
        return events;
    }

    private static OutputStream appending(Path path) throws IOException {
        return Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void take(JobEvent event) {
        if (!waiting.offer(EventText.json(event))) {
            complain("is too slow");
        }
    }

    private void complain(String what) {
        if (hasComplained.compareAndSet(false, true)) {
            complain.accept("the events file " + path + " " + what + "; events are left out, the job goes on");
        }
    }

    private void run() {
        try {
            for (String line = waiting.take(); !line.equals(END); line = waiting.take()) {
                write(line);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeFile();
        }
    }

    /** A disk that was full may have room again, so each event is tried. */
    private void write(String line) {
        try {
            OutputStream open = file;
            if (open == null) {
                // Opening a pipe waits for its reader.
                open = Files.newOutputStream(path, StandardOpenOption.WRITE);
                file = open;
            }
            String text = isHalfLine ? "\n" + line : line;
            isHalfLine = true;
            open.write((text + "\n").getBytes(US_ASCII));
            isHalfLine = false;
        } catch (IOException e) {
            complain("cannot be written: " + e.getMessage());
        }
    }

    private void closeFile() {
        try {
            OutputStream open = file;
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            complain("cannot be closed: " + e.getMessage());
        }
    }

    /** Waits until all is written, for up to two seconds. */
    @Override
    public void close() {
        try {
            boolean hasRoom = waiting.offer(END);
            thread.join(CLOSE_MILLIS);
            if (!hasRoom || thread.isAlive()) {
                complain("is too slow");
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
