package dev.rendezvous.engine.tck.group;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousParameters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A node in a process of its own, from outside: it can be killed and stopped at any moment, as no thread can.
 *
 * @since 0.1
 */
public final class NodeProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final String END = "end of the output";

    private final String name;
    private final Process process;
    private final LifeRecorder recorder = new LifeRecorder();
    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();

    private NodeProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        Thread reader = new Thread(this::readLines, "output of node " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * {@return a node that does nothing yet} Its class path is the one of this process, and its errors go where those of this process go.
     *
     * @param name its id
     * @param parameters what its handler is made of; the backend is found by its name
     * @param options options of {@code java}
     * @throws IOException if there is no process
     */
    public static NodeProcess start(String name, RendezvousParameters.Builder parameters, String... options)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx48m"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), NodeMain.class.getName()));
        command.addAll(NodeMain.arguments(parameters.config("node_id", name).build()));
        return new NodeProcess(
                name,
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    private void readLines() {
        try (BufferedReader output = process.inputReader(UTF_8)) {
            for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
                recorder.add(line);
                unread.add(line);
            }
        } catch (IOException broken) {
            // A killed process breaks its pipe.
        }
        unread.add(END);
    }

    /** {@return its id} */
    public String name() {
        return name;
    }

    /** Lets it meet in one round after the other, until the run is closed. */
    public NodeProcess follow() throws IOException {
        return obey(NodeMain.FOLLOW);
    }

    /** Lets it close the run. */
    public NodeProcess closeRun() throws IOException {
        return obey(NodeMain.CLOSE_RUN);
    }

    private NodeProcess obey(String command) throws IOException {
        Writer input = process.outputWriter(UTF_8);
        input.write(command + "\n");
        input.flush();
        return this;
    }

    /**
     * {@return the first round of this size among those that it has not been asked for yet}
     *
     * @param size how many nodes are in it
     * @throws InterruptedException if the thread is interrupted
     */
    public SeenRound awaitRound(int size) throws InterruptedException {
        return SeenRound.parse(awaitLine(
                "a round of " + size,
                line -> SeenRound.isRound(line) && SeenRound.parse(line).size() == size));
    }

    /**
     * {@return the first line that begins so among those that it has not been asked for yet}
     *
     * @param start how the line begins
     * @throws InterruptedException if the thread is interrupted
     */
    public String awaitLine(String start) throws InterruptedException {
        return awaitLine(start, line -> line.startsWith(start));
    }

    private String awaitLine(String what, Predicate<String> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            @Nullable String line = unread.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null || line.equals(END)) {
                throw new AssertionError("node " + name + (line == null ? " did not print " : " ended without ") + what
                        + "; it printed " + lines());
            }
            if (wanted.test(line)) {
                return line;
            }
        }
    }

    /** {@return whether it has printed nothing that it was not asked for} */
    public boolean isQuiet() {
        return unread.isEmpty();
    }

    /** {@return what it has printed} */
    public List<String> lines() {
        return recorder.lines();
    }

    /** {@return the rounds that it has seen} */
    public List<SeenRound> rounds() {
        return life().stays().stream().map(NodeLife.Stay::round).toList();
    }

    /** {@return what it has seen} */
    public NodeLife life() {
        return recorder.life(name);
    }

    /** Stops the process with all its connections open, until {@link #resume} or {@link #kill}. Not on Windows. */
    public void freeze() throws IOException, InterruptedException {
        recorder.frozen();
        signal("STOP");
    }

    /** Lets a frozen process go on. Not on Windows. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
        recorder.resumed();
    }

    private void signal(String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("node " + name + " cannot get the signal " + signal);
        }
    }

    /** Ends the input, so that the node leaves. */
    public void leave() throws IOException {
        process.getOutputStream().close();
    }

    /**
     * {@return the exit code, after waiting for the end of the process up to a minute}
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("node " + name + " does not end; it printed " + lines());
        }
        recorder.ended();
        return process.exitValue();
    }

    /** Ends the process as SIGKILL does, and waits until it has ended. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
