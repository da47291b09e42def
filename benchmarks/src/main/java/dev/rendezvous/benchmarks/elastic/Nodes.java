package dev.rendezvous.benchmarks.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process with nodes of one run, from outside. */
final class Nodes implements AutoCloseable {

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    private Nodes(Process process) {
        this.process = process;
        this.commands = process.outputWriter(UTF_8);
        this.answers = process.inputReader(UTF_8);
    }

    /**
     * Which run, and where.
     *
     * @param size how many nodes it has, exactly
     * @param config pairs of the form {@code key=value}
     */
    record Run(String backend, String endpoint, String id, int size, List<String> config) {}

    /** Starts a process with nodes, and returns when they could join. */
    static Nodes start(Run run, int count) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx3g",
                "-XX:+UseSerialGC",
                "-Xss256k",
                "-cp",
                System.getProperty("java.class.path"),
                NodesMain.class.getName(),
                run.backend(),
                run.endpoint(),
                run.id(),
                Integer.toString(run.size()),
                Integer.toString(run.size()),
                Integer.toString(count)));
        command.addAll(run.config());
        Nodes nodes = new Nodes(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        nodes.answer();
        return nodes;
    }

    /** Tells every node to do something; {@link #done} waits for it. */
    void begin(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
    }

    /** {@return when the last node had done it} */
    Instant done() throws IOException {
        return Instant.parse(answer());
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("a process with nodes has ended: " + process.info());
        }
        return line;
    }

    /** {@return the processor time that the process has used, in nanoseconds} */
    long cpuNanos() {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** Ends the process by SIGKILL, and returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
