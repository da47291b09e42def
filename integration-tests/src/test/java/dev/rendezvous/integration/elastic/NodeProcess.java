package dev.rendezvous.integration.elastic;

import dev.rendezvous.testkit.JavaProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A process of {@link NodeMain}, from outside. */
final class NodeProcess {

    private static final long PATIENCE_SECONDS = 60;
    private static final String END = "null";

    private final String name;
    private final JavaProcess process;
    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final List<String> said = new ArrayList<>();
    private final List<SeenRound> rounds = new ArrayList<>();

    NodeProcess(String name, JavaProcess process) {
        this.name = name;
        this.process = process;
        Thread reader = new Thread(this::readLines, "output of node " + name);
        reader.setDaemon(true);
        reader.start();
    }

    private void readLines() {
        try {
            String line = process.nextLine();
            while (!line.equals(END)) {
                synchronized (said) {
                    said.add(line);
                    if (SeenRound.isRound(line)) {
                        rounds.add(SeenRound.parse(line));
                    }
                }
                unread.add(line);
                line = process.nextLine();
            }
        } catch (IOException broken) {
            // A killed process breaks its pipe.
        }
        unread.add(END);
    }

    String name() {
        return name;
    }

    NodeProcess obey(String command) throws IOException {
        process.sendLine(command);
        return this;
    }

    /** {@return the first round of this size among those that it has not been asked for yet} */
    SeenRound awaitRound(int size) throws InterruptedException {
        return SeenRound.parse(awaitLine(
                "a round of " + size,
                line -> SeenRound.isRound(line) && SeenRound.parse(line).size() == size));
    }

    /** {@return the first line that begins so among those that it has not been asked for yet} */
    String awaitLine(String start) throws InterruptedException {
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
    boolean isQuiet() {
        return unread.isEmpty();
    }

    List<String> lines() {
        synchronized (said) {
            return List.copyOf(said);
        }
    }

    List<SeenRound> rounds() {
        synchronized (said) {
            return List.copyOf(rounds);
        }
    }

    void freeze() throws IOException, InterruptedException {
        process.freeze();
    }

    void resume() throws IOException, InterruptedException {
        process.resume();
    }

    /** Ends the input, so that the node leaves. */
    void leave() throws IOException {
        process.endInput();
    }

    int exitCode() throws InterruptedException {
        return process.exitCode();
    }

    void kill() throws InterruptedException {
        process.kill();
    }
}
