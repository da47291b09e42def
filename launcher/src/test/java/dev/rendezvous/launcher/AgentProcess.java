package dev.rendezvous.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.testkit.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process with an agent, and all that it prints. */
final class AgentProcess implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 60_000;

    /** A build in the background of a shell ignores some signals, and its processes inherit that. macOS has no such option. */
    private static final List<String> DEFAULT_SIGNALS =
            System.getProperty("os.name").equals("Linux") ? List.of("env", "--default-signal=INT,HUP,TERM") : List.of();

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private boolean isOver;

    private AgentProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "agent-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts an agent that runs a shell script, with these options as variables. */
    static AgentProcess start(Map<String, String> options, String script) throws IOException {
        return startCommand(options, "sh", "-c", script);
    }

    static AgentProcess startCommand(Map<String, String> options, String... worker) throws IOException {
        return new AgentProcess(
                builder(options, List.of(), worker).redirectErrorStream(true).start());
    }

    /** {@return an agent that is not started yet} */
    static ProcessBuilder builder(Map<String, String> options, List<String> jvmOptions, String... worker) {
        List<String> command = new ArrayList<>(DEFAULT_SIGNALS);
        command.addAll(List.of(JavaProcess.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TestAgent.class.getName()));
        command.addAll(List.of(worker));
        ProcessBuilder builder = new ProcessBuilder(command);
        options.forEach((name, value) -> builder.environment().put("RDZV_RUN_" + name, value));
        return builder;
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

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** {@return the first match in a line of a number of matching lines, as soon as they are there} */
    synchronized List<String> await(int count, String regex) throws InterruptedException {
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

    /** Sends a signal to the agent alone. */
    void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new AssertionError("kill -" + name + " ended with " + code);
        }
    }

    /** {@return the exit code, after all output is read} */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the agent does not end; it has printed\n" + String.join("\n", lines()));
        }
        reader.join(PATIENCE_MILLIS);
        return process.exitValue();
    }

    /** Leaves the pipe open: its reader ends with the process. */
    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
