package dev.rendezvous.benchmarks.boost;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The lines that the processes of a job print, with the time of each. */
final class Output {

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    private record Line(String text, long nanos) {}

    private final List<Line> lines = new ArrayList<>();

    /** Reads the output of a process until it ends. */
    void follow(Process process) {
        Thread thread = new Thread(() -> read(process), "output of " + process.pid());
        thread.setDaemon(true);
        thread.start();
    }

    private void read(Process process) {
        try (BufferedReader reader = process.inputReader(UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(new Line(line, System.nanoTime()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void add(Line line) {
        lines.add(line);
        notifyAll();
    }

    /** {@return when the last of so many lines with this end came} */
    synchronized long await(int count, String end) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            List<Line> found =
                    lines.stream().filter(line -> line.text().endsWith(end)).toList();
            if (found.size() >= count) {
                return found.get(count - 1).nanos();
            }
            if (System.nanoTime() > until) {
                throw new IOException("no " + count + " lines with " + end + " in " + lines);
            }
            TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
        }
    }

    /** {@return the rest of the first line with this text} */
    synchronized String rest(String text) throws IOException {
        return lines.stream()
                .map(Line::text)
                .filter(line -> line.contains(text))
                .map(line -> line.substring(line.indexOf(text) + text.length()))
                .findFirst()
                .orElseThrow(() -> new IOException("no line with " + text));
    }
}
