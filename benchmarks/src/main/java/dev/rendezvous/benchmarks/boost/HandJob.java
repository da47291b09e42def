package dev.rendezvous.benchmarks.boost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.RabitTracker;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * The job as a script would start it, with the tracker in this JVM, which runs already. When a rank is lost, the others fail; then all
 * start again at once.
 */
final class HandJob implements Job {

    private static final double BILLION = 1e9;
    private static final String HOST = "127.0.0.1";
    private static final int TRACKER_SECONDS = 60;

    private final boolean keepsCheckpoint;

    /** Makes a way to start the job, which starts a broken job again from its checkpoint or from its begin. */
    HandJob(boolean keepsCheckpoint) {
        this.keepsCheckpoint = keepsCheckpoint;
    }

    /** {@return the command of a rank} */
    static List<String> worker(Path folder) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                XgboostWorker.class.getName(),
                checkpoint(folder).toString()));
    }

    private static Path checkpoint(Path folder) {
        return folder.resolve("model.ubj");
    }

    @Override
    public Times run(Path folder, boolean isKilled) throws Exception {
        long begun = System.nanoTime();
        Output output = new Output();
        if (isKilled) {
            loseRank(folder, output);
            if (!keepsCheckpoint) {
                Files.delete(checkpoint(folder));
            }
            finish(folder, new Output());
        } else {
            finish(folder, output);
        }
        double total = (System.nanoTime() - begun) / BILLION;
        return new Times((output.await(RANKS, "iteration 0") - begun) / BILLION, total);
    }

    private static void finish(Path folder, Output output) throws Exception {
        RabitTracker tracker = tracker();
        try {
            for (Process rank : start(tracker, folder, output)) {
                int code = rank.waitFor();
                if (code != 0) {
                    throw new IOException("a rank has ended with " + code);
                }
            }
        } finally {
            stop(tracker);
        }
    }

    /** Returns when the other ranks have noticed and ended too. */
    private static void loseRank(Path folder, Output output) throws Exception {
        RabitTracker tracker = tracker();
        try {
            List<Process> ranks = start(tracker, folder, output);
            output.await(RANKS, "iteration " + KILLED_AFTER);
            ranks.get(1).toHandle().destroyForcibly(); // Leaves its output open for the reader.
            for (Process rank : ranks) {
                rank.waitFor();
            }
        } finally {
            stop(tracker);
        }
    }

    private static RabitTracker tracker() throws Exception {
        return new RabitTracker(RANKS, HOST, 0, TRACKER_SECONDS);
    }

    private static void stop(RabitTracker tracker) {
        try {
            tracker.stop();
        } catch (XGBoostError lost) {
            // A tracker that has lost a rank says so when it stops. It has stopped all the same.
        }
    }

    private static List<Process> start(RabitTracker tracker, Path folder, Output output) throws Exception {
        if (!tracker.start()) {
            throw new IOException("the tracker does not start");
        }
        Map<String, Object> arguments = tracker.getWorkerArgs();
        List<Process> ranks = new ArrayList<>();
        for (int rank = 0; rank < RANKS; rank++) {
            List<String> command = worker(folder);
            command.add(String.valueOf(arguments.get("dmlc_tracker_uri")));
            command.add(String.valueOf(arguments.get("dmlc_tracker_port")));
            command.add(String.valueOf(rank));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            output.follow(process);
            ranks.add(process);
        }
        return ranks;
    }
}
