package dev.rendezvous.benchmarks.launcher;

import dev.rendezvous.benchmarks.Statistics;
import dev.rendezvous.launcher.process.WorkerProcess;
import dev.rendezvous.launcher.process.WorkerStart;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** From the SIGKILL of a worker until its agent knows of the end. */
final class WorkerEnd {

    private static final double MILLION = 1e6;
    private static final long PATIENCE_SECONDS = 10;

    private WorkerEnd() {}

    static void print(int workers) throws Exception {
        double[] times = new double[workers];
        for (int i = 0; i < workers; i++) {
            times[i] = millis();
        }
        System.out.println(
                "| from the end of a worker until the agent knows | workers | p50, ms | p90, ms | p99, ms |");
        System.out.println("|---|---|---|---|---|");
        System.out.printf(
                "| `onExit` of the process, no polling | %d | %.2f | %.2f | %.2f |%n%n",
                workers, Statistics.median(times), Statistics.quantile(0.9, times), Statistics.quantile(0.99, times));
    }

    private static double millis() throws Exception {
        WorkerProcess worker = WorkerProcess.start(new WorkerStart(
                List.of("sh", "-c", "echo ready; exec sleep 1000"),
                System.getenv(),
                Optional.empty(),
                Optional.empty()));
        CompletableFuture<Long> known = new CompletableFuture<>();
        worker.onExit(code -> known.complete(System.nanoTime()));
        if (worker.stdout().read() < 0) {
            throw new IllegalStateException("the worker has ended too early");
        }
        long begun = System.nanoTime();
        ProcessHandle.of(worker.pid()).ifPresent(ProcessHandle::destroyForcibly);
        return (known.get(PATIENCE_SECONDS, TimeUnit.SECONDS) - begun) / MILLION;
    }
}
