package dev.rendezvous.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Child processes that end together: none of them outlives the group. */
final class WorkerGroup implements AutoCloseable {

    private static final long KILL_MILLIS = 5_000;

    private final List<Worker> workers = new ArrayList<>();
    private final BlockingQueue<Worker> ended = new LinkedBlockingQueue<>();
    private final Consumer<String> lines;
    private int killed;

    /**
     * Makes an empty group.
     *
     * @param lines takes each line of the output of the processes, from several threads, one call at a time
     */
    WorkerGroup(Consumer<String> lines) {
        this.lines = lines;
    }

    /** How it went. */
    sealed interface Outcome {

        /** Every process ended with exit code 0. */
        record AllFine() implements Outcome {}

        /** One process ended with another exit code; it is the first that did. */
        record Failed(Worker worker, int exitCode) implements Outcome {}

        /** These processes were still running when the time was over. */
        record TimedOut(List<Worker> running) implements Outcome {}
    }

    /** {@return the name of a process} */
    static String name(int number) {
        return "worker " + number;
    }

    /**
     * Starts processes side by side.
     *
     * @param count how many
     * @param command the command line of each, by its number; the first of the group has 1
     */
    synchronized void start(int count, IntFunction<List<String>> command) throws IOException {
        int first = workers.size() + killed + 1;
        for (int number = first; number < first + count; number++) {
            Worker worker = Worker.start(name(number), command.apply(number), this::relay);
            workers.add(worker);
            var unused = worker.process().onExit().thenAccept(process -> ended.add(worker));
        }
    }

    /** Kills one process, which is then no part of the group. */
    synchronized void kill(int number) throws InterruptedException {
        Worker victim = workers.stream()
                .filter(worker -> worker.name().equals(name(number)))
                .findFirst()
                .orElseThrow();
        workers.remove(victim);
        killed++;
        victim.kill();
        victim.awaitEnd(KILL_MILLIS);
    }

    /** {@return whether a process has ended} */
    synchronized boolean hasTrouble() {
        return workers.stream().anyMatch(worker -> !worker.isRunning());
    }

    /** {@return which process has ended, or which still run} */
    synchronized Outcome trouble() throws InterruptedException {
        for (Worker worker : workers) {
            if (!worker.isRunning()) {
                worker.drain();
                return new Outcome.Failed(worker, worker.process().exitValue());
            }
        }
        return new Outcome.TimedOut(List.copyOf(workers));
    }

    private void relay(String line) {
        synchronized (lines) {
            lines.accept(line);
        }
    }

    /** Waits until all have ended, one has failed, or the time is over. */
    Outcome await(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (int left = workers.size(); left > 0; left--) {
            Worker next = nextEnded(deadline);
            if (next == null) {
                return new Outcome.TimedOut(
                        workers.stream().filter(Worker::isRunning).toList());
            }
            next.drain();
            int exitCode = next.process().exitValue();
            if (exitCode != 0) {
                return new Outcome.Failed(next, exitCode);
            }
        }
        return new Outcome.AllFine();
    }

    /** {@return the next process of the group that has ended; null if the time is over} */
    private @Nullable Worker nextEnded(long deadline) throws InterruptedException {
        Worker next;
        do {
            next = ended.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } while (next != null && !workers.contains(next));
        return next;
    }

    /** Kills what still runs and waits for its end. Does nothing the second time. */
    synchronized void stop() {
        workers.stream().filter(Worker::isRunning).forEach(Worker::kill);
        try {
            for (Worker worker : workers) {
                worker.awaitEnd(KILL_MILLIS);
                worker.drain();
            }
        } catch (InterruptedException e) {
            // They are killed already, and an interrupted thread must not wait on.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
