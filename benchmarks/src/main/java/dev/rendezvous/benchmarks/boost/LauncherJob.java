package dev.rendezvous.benchmarks.boost;

import dev.rendezvous.benchmarks.Rdzv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The job under {@code rdzv run}, with its default pause before a restart. */
final class LauncherJob implements Job {

    private static final double BILLION = 1e9;

    @Override
    public Times run(Path folder, boolean isKilled) throws Exception {
        long begun = System.nanoTime();
        List<String> command = Rdzv.command(
                "run", "--standalone", "--procs-per-node", String.valueOf(RANKS), "--max-restarts", "1", "--");
        command.addAll(HandJob.worker(folder));
        Process agent = new ProcessBuilder(command).redirectErrorStream(true).start();
        Output output = new Output();
        output.follow(agent);
        long first = output.await(RANKS, "iteration 0");
        if (isKilled) {
            output.await(RANKS, "iteration " + KILLED_AFTER);
            long victim = Long.parseLong(output.rest("rank 1 pid "));
            ProcessHandle.of(victim).ifPresent(ProcessHandle::destroyForcibly);
        }
        int code = agent.waitFor();
        if (code != 0) {
            throw new IOException("rdzv run has ended with " + code);
        }
        return new Times((first - begun) / BILLION, (System.nanoTime() - begun) / BILLION);
    }
}
