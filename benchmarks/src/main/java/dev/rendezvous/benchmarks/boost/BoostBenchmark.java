package dev.rendezvous.benchmarks.boost;

import dev.rendezvous.benchmarks.Machine;
import dev.rendezvous.benchmarks.Places;
import dev.rendezvous.benchmarks.Statistics;
import dev.rendezvous.benchmarks.Watchdog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A job of XGBoost under {@code rdzv run} and by hand: the time to the first iteration, the whole time, and the time that a killed rank
 * costs. The argument is {@code --full}, {@code --short} or {@code --quick}. Linux only.
 */
public final class BoostBenchmark {

    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final int rounds;
    private final Map<String, double[]> columns = new LinkedHashMap<>();

    private BoostBenchmark(int rounds) {
        this.rounds = rounds;
    }

    /** Prints the table. */
    public static void main(String[] args) throws Exception {
        Watchdog.start(LIMIT);
        int rounds = switch (args.length == 0 ? "--full" : args[0]) {
            case "--full" -> 9;
            case "--short" -> 5;
            default -> 3;
        };
        System.out.println(Machine.describe());
        System.out.println();
        new BoostBenchmark(rounds).measure();
        System.out.println();
        System.out.println("load " + Machine.load() + " at the end");
        System.exit(0); // The tracker leaves threads.
    }

    private void measure() throws Exception {
        Job launcher = new LauncherJob();
        Job again = new HandJob(false);
        Job kept = new HandJob(true);
        for (int round = 0; round < rounds; round++) {
            Job.Times ours = run(launcher, false);
            Job.Times theirs = run(again, false);
            put("first", round, ours.first(), theirs.first());
            put("total", round, ours.total(), theirs.total());
            double loss = run(launcher, true).total() - ours.total();
            put("loss", round, loss, run(again, true).total() - theirs.total());
            put("kept", round, loss, run(kept, true).total() - theirs.total());
        }
        System.out.println("| three JVMs train with XGBoost | rounds | rdzv run, s | by hand, s | ratio (quartiles) |");
        System.out.println("|---|---|---|---|---|");
        row("start until all ranks have done the first iteration", "first");
        row("the whole job, 40 iterations", "total");
        row("lost by a rank that is killed after 20; by hand all starts from its begin", "loss");
        row("the same; by hand from the same checkpoint", "kept");
    }

    private static Job.Times run(Job job, boolean isKilled) throws Exception {
        Path folder = Files.createTempDirectory("rdzv-benchmark-");
        try {
            return job.run(folder, isKilled);
        } finally {
            Places.delete(folder);
        }
    }

    private void put(String column, int round, double ours, double theirs) {
        columns.computeIfAbsent(column + " ours", name -> new double[rounds])[round] = ours;
        columns.computeIfAbsent(column + " theirs", name -> new double[rounds])[round] = theirs;
        columns.computeIfAbsent(column + " ratio", name -> new double[rounds])[round] = ours / theirs;
    }

    private void row(String name, String column) {
        System.out.printf(
                "| %s | %d | %.2f | %.2f | %s |%n",
                name,
                rounds,
                Statistics.median(columns.getOrDefault(column + " ours", new double[0])),
                Statistics.median(columns.getOrDefault(column + " theirs", new double[0])),
                Statistics.spread(columns.getOrDefault(column + " ratio", new double[0])));
    }
}
