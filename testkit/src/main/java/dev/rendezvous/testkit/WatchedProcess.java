package dev.rendezvous.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process and all that it prints to both of its outputs. A thread reads it, so that the process never waits for a test. */
public final class WatchedProcess implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 60_000;

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private boolean isOver;

    private WatchedProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "process-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a process. */
    public static WatchedProcess start(ProcessBuilder builder) throws IOException {
        return new WatchedProcess(builder.redirectErrorStream(true).start());
    }

    private void read() {
        try (BufferedReader output = process.inputReader(UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        isOver = true;
        notifyAll();
    }

    /** {@return what it has printed so far} */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** {@return the last group of the pattern in each line that matches, as soon as there are so many} */
    public synchronized List<String> await(int count, String regex) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        Pattern pattern = Pattern.compile(regex);
        while (true) {
            List<String> found = lines.stream()
                    .map(pattern::matcher)
                    .filter(Matcher::find)
                    .map(match -> match.group(match.groupCount()))
                    .toList();
            if (found.size() >= count) {
                return found;
            }
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (isOver || left <= 0) {
                throw new AssertionError("only " + found.size() + " of " + count + " lines with " + regex + " in\n"
                        + String.join("\n", lines));
            }
            wait(left);
        }
    }

    /** Sends a signal to the process alone. Not on Windows. */
    public void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new AssertionError("kill -" + name + " ended with " + code);
        }
    }

    /** {@return the exit code, after all output is read} */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the process does not end; it has printed\n" + String.join("\n", lines()));
        }
        reader.join(PATIENCE_MILLIS);
        return process.exitValue();
    }

    /** Ends the process as SIGKILL does. Leaves the pipe open: its reader ends with the process. */
    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
