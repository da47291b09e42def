package dev.rendezvous.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.cli.text.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A child process whose output is passed on line by line, with its name before each line. A backend may print what it likes in
 * there, so nothing of it can steer the terminal.
 */
final class Worker {

    private static final int KEPT_LINES = 5;
    private static final long LAST_OUTPUT_MILLIS = 2_000;

    private final String name;
    private final Process process;
    private final Consumer<String> lines;
    private final Thread relay;
    private final Deque<String> lastWords = new ArrayDeque<>();

    private Worker(String name, Process process, Consumer<String> lines) {
        this.name = name;
        this.process = process;
        this.lines = lines;
        this.relay = new Thread(this::relayLines, "rdzv-demo-" + name.replace(' ', '-'));
        // A grandchild that holds the pipe open must not hold the command.
        relay.setDaemon(true);
    }

    /** Its input stays open for as long as this process lives: its end tells the child that this process is gone. */
    static Worker start(String name, List<String> command, Consumer<String> lines) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Worker worker = new Worker(name, process, lines);
        worker.relay.start();
        return worker;
    }

    String name() {
        return name;
    }

    Process process() {
        return process;
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** {@return the last lines of its output} */
    List<String> lastWords() {
        synchronized (lastWords) {
            return List.copyOf(lastWords);
        }
    }

    /** Waits until what an ended process said is passed on. */
    void drain() throws InterruptedException {
        relay.join(LAST_OUTPUT_MILLIS);
    }

    /** Ends the process and all that it started, at once. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** {@return whether the process ended in that time} */
    boolean awaitEnd(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    private void relayLines() {
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                String printable = Text.printable(line);
                keep(printable);
                lines.accept(name + " | " + printable);
            }
        } catch (IOException ended) {
            // A killed process may break its pipe; what it said until then has been passed on.
            keep("(its output broke off: " + ended.getMessage() + ")");
        }
    }

    private void keep(String line) {
        synchronized (lastWords) {
            if (lastWords.size() == KEPT_LINES) {
                lastWords.removeFirst();
            }
            lastWords.addLast(line);
        }
    }
}
