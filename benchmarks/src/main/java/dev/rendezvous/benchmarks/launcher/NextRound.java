package dev.rendezvous.benchmarks.launcher;

import dev.rendezvous.benchmarks.Statistics;
import java.util.List;

/** From the SIGKILL of one of eight workers until all eight of the next round run. */
final class NextRound {

    private static final int WORKERS = 8;
    private static final double MILLION = 1e6;

    private NextRound() {}

    static void print(int rounds) throws Exception {
        double[] times = new double[rounds];
        try (Agent agent = Agent.start(
                "--standalone",
                "--procs-per-node",
                String.valueOf(WORKERS),
                "--max-restarts",
                String.valueOf(rounds + 1),
                "--restart-backoff",
                "0s",
                "--",
                "sh",
                "-c",
                "echo pid $$; exec sleep 1000")) {
            List<String> pids = agent.await(WORKERS, "pid ");
            for (int round = 0; round < rounds; round++) {
                long begun = System.nanoTime();
                ProcessHandle.of(Long.parseLong(pids.get(0))).ifPresent(ProcessHandle::destroyForcibly);
                pids = agent.await(WORKERS, "pid ");
                times[round] = (System.nanoTime() - begun) / MILLION;
            }
        }
        System.out.println(
                "| one of 8 workers killed until all 8 of the next round run | rounds | p50, ms | p90, ms |");
        System.out.println("|---|---|---|---|");
        System.out.printf(
                "| standalone, without a pause, workers are `sh` | %d | %.0f | %.0f |%n%n",
                rounds, Statistics.median(times), Statistics.quantile(0.9, times));
    }
}
