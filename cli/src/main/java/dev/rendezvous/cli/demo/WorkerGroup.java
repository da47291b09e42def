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

/** Child processes that end together: none of them outlives the group. */
final class WorkerGroup implements AutoCloseable {

    private static final long KILL_MILLIS = 5_000;

    private final List<Worker> workers = new ArrayList<>();
    private final BlockingQueue<Worker> ended = new LinkedBlockingQueue<>();
    private final Consumer<String> lines;

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

    /**
     * Starts processes side by side.
     *
     * @param count how many
     * @param command the command line of each, by its number from 1
     */
    synchronized void start(int count, IntFunction<List<String>> command) throws IOException {
        for (int number = 1; number <= count; number++) {
            Worker worker = Worker.start("worker " + number, command.apply(number), this::relay);
            workers.add(worker);
            var unused = worker.process().onExit().thenAccept(process -> ended.add(worker));
        }
    }

    private void relay(String line) {
        synchronized (lines) {
            lines.accept(line);
        }
    }

    /** Waits until all have ended, one has failed, or the time is over. */
    Outcome await(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (int i = 0; i < workers.size(); i++) {
            Worker next = ended.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
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
