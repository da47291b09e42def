package dev.rendezvous.interop;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe for Slurm, on two nodes of a real one. The endpoint and all else comes from the variables of the step. */
class SlurmIT {

    @TempDir
    private static Path folder;

    private static SlurmCluster slurm;

    @BeforeAll
    static void start() throws Exception {
        SlurmCluster.require();
        slurm = SlurmCluster.start(folder);
    }

    @AfterAll
    static void stop() {
        if (slurm != null) {
            slurm.close();
        }
    }

    private static PeerProcess srun(List<String> options, String script) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("--nodes", "2", "--ntasks-per-node", "1", RdzvCommand.in(folder)));
        command.add("run");
        command.addAll(options);
        command.addAll(List.of("--", "sh", "-c", script));
        return slurm.run("srun", command.toArray(String[]::new));
    }

    @Test
    void stepOfTwoNodesIsOneWorld() throws Exception {
        String script = "echo rank $RANK of $WORLD_SIZE on node $RDZV_NODE_ID in $RDZV_RUN_ID";
        try (PeerProcess step = srun(List.of("--procs-per-node", "2", "--rank-by", "id"), script)) {
            String text = step.result();

            assertThat(text)
                    .contains("backend tcp 127.0.0.1:29400")
                    .contains("rank 0 of 4 on node 0", "rank 1 of 4 on node 0")
                    .contains("rank 2 of 4 on node 1", "rank 3 of 4 on node 1")
                    .containsPattern("in [0-9]+\\.0\n");
        }
    }

    @Test
    void codeOfWorkerIsThatOfStep() throws Exception {
        try (PeerProcess step = srun(List.of(), "[ $RANK = 1 ] && exit 7; exec sleep 100")) {
            assertThat(step.exitCode()).as(step.output()).isEqualTo(7);
        }
    }

    @Test
    void killedWorkerGivesASecondRound() throws Exception {
        String script = "[ $RDZV_ROUND = 1 ] && { [ $RANK = 1 ] && kill -9 $$; exec sleep 100; };"
                + " echo rank $RANK in round $RDZV_ROUND";
        try (PeerProcess step = srun(List.of("--max-restarts", "1", "--restart-backoff", "10ms"), script)) {
            assertThat(step.result()).contains("rank 0 in round 2", "rank 1 in round 2");
        }
    }

    @Test
    void cancelledJobLeavesNoWorker() throws Exception {
        try (PeerProcess step = srun(List.of(), "echo job $SLURM_JOB_ID pid $$; exec sleep 100")) {
            eventually("both workers run", () -> workers(step).size() == 2);
            List<MatchResult> workers = workers(step);
            slurm.run("scancel", workers.get(0).group(1)).result();

            assertThat(step.exitCode()).as(step.output()).isNotZero();
            for (MatchResult worker : workers) {
                ProcessHandle.of(Long.parseLong(worker.group(2)))
                        .ifPresent(process -> process.onExit().join());
            }
        }
    }

    private static List<MatchResult> workers(PeerProcess step) throws Exception {
        return Pattern.compile("job (\\d+) pid (\\d+)")
                .matcher(step.output())
                .results()
                .toList();
    }

    @Test
    void allocationWithoutStepGetsAHint() throws Exception {
        String[] command = {"--nodes", "2", RdzvCommand.in(folder), "run", "--standalone", "--", "true"};
        try (PeerProcess allocation = slurm.run("salloc", command)) {
            assertThat(allocation.result()).contains("put srun before rdzv");
        }
    }
}
