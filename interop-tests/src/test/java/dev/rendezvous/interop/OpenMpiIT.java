package dev.rendezvous.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.testkit.FreePort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe for Open MPI: its mpirun starts the agents, and they take the run, the number of nodes and their names from it. */
class OpenMpiIT {

    private static final List<String> LOOPBACK =
            List.of("--mca", "oob_tcp_if_include", "lo", "--mca", "btl_tcp_if_include", "lo");

    @TempDir
    private Path folder;

    @BeforeEach
    void needOpenMpi() {
        Programs.require("openmpi-bin", "mpirun");
    }

    private PeerProcess mpirun(List<String> options, String script) throws Exception {
        List<String> command = new ArrayList<>(LOOPBACK);
        command.addAll(List.of("--allow-run-as-root", "--oversubscribe", "-n", "2", RdzvCommand.in(folder), "run"));
        command.addAll(List.of("--endpoint", "127.0.0.1:" + FreePort.find()));
        command.addAll(options);
        command.addAll(List.of("--", "sh", "-c", script));
        return PeerProcess.start(folder, Programs.command("mpirun", command.toArray(String[]::new)), Map.of());
    }

    @Test
    void agentsOfMpirunAreOneWorld() throws Exception {
        String script = "echo rank $RANK of $WORLD_SIZE on node $RDZV_NODE_ID";
        try (PeerProcess job = mpirun(List.of("--procs-per-node", "2", "--rank-by", "id"), script)) {
            assertThat(job.result())
                    .contains("rank 0 of 4 on node 0", "rank 1 of 4 on node 0")
                    .contains("rank 2 of 4 on node 1", "rank 3 of 4 on node 1");
        }
    }

    @Test
    void codeOfWorkerIsThatOfMpirun() throws Exception {
        try (PeerProcess job = mpirun(List.of(), "[ $RANK = 1 ] && exit 7; exec sleep 100")) {
            assertThat(job.exitCode()).as(job.output()).isEqualTo(7);
        }
    }

    @Test
    void killedWorkerGivesASecondRound() throws Exception {
        String script = "[ $RDZV_ROUND = 1 ] && { [ $RANK = 1 ] && kill -9 $$; exec sleep 100; };"
                + " echo rank $RANK in round $RDZV_ROUND";
        try (PeerProcess job = mpirun(List.of("--max-restarts", "1", "--restart-backoff", "10ms"), script)) {
            assertThat(job.result()).contains("rank 0 in round 2", "rank 1 in round 2");
        }
    }
}
