package dev.rendezvous.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Jobs of two real agents that get what they need from the variables of an environment. */
@EnabledOnOs(OS.LINUX)
@Tag("processes")
class EnvironmentsTest {

    private static final String SHOW = "echo rank $RANK of $WORLD_SIZE on node ${RDZV_NODE_ID} in $RDZV_RUN_ID";

    private TcpStoreServer server;

    @BeforeEach
    void start() throws IOException {
        server = TcpStoreServer.builder().bindAddress("127.0.0.1").start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Map<String, String> with(Map<String, String> variables, String... more) {
        Map<String, String> all = new HashMap<>(variables);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    @Test
    void variablesOfTorchrunMakeAJob() throws Exception {
        Map<String, String> variables = Map.of(
                "PET_NNODES", "2",
                "PET_NPROC_PER_NODE", "2",
                "PET_RDZV_ID", "job",
                "PET_RDZV_ENDPOINT", server.endpoint().toString(),
                "PET_RDZV_CONF", "timeout=60,serve=no",
                "PET_MAX_RESTARTS", "1");
        String script = "[ $RDZV_ROUND = 1 ] && { [ $RANK = 3 ] && kill -9 $$; exec sleep 100; }; " + SHOW;
        try (AgentProcess first = AgentProcess.startIn(variables, script);
                AgentProcess second = AgentProcess.startIn(variables, script)) {
            assertThat(first.exitCode()).as("%s", first.lines()).isZero();
            assertThat(second.exitCode()).as("%s", second.lines()).isZero();
            assertThat(first.await(2, "(rank [0-3] of 4 .* in job)")).hasSize(2);
            assertThat(second.await(2, "(rank [0-3] of 4 .* in job)")).hasSize(2);
        }
    }

    @Test
    void variablesOfKubeflowMakeAJob() throws Exception {
        Map<String, String> variables = Map.of(
                "KUBERNETES_SERVICE_HOST", "10.96.0.1",
                "HOSTNAME", "job-worker-0",
                "PET_NNODES", "2",
                "PET_MASTER_ADDR", "127.0.0.1",
                "PET_MASTER_PORT", String.valueOf(server.endpoint().port().orElseThrow()),
                "RDZV_RUN_RUN_ID", "job",
                "RDZV_RUN_BACKEND_OPT", "serve=no");
        try (AgentProcess first = AgentProcess.startIn(variables, SHOW);
                AgentProcess second = AgentProcess.startIn(with(variables, "HOSTNAME", "job-worker-1"), SHOW)) {
            assertThat(first.exitCode()).as("%s", first.lines()).isZero();
            assertThat(second.exitCode()).as("%s", second.lines()).isZero();
            assertThat(first.await(1, "(rank [01] of 2 on node 0 in job)")).hasSize(1);
            assertThat(second.await(1, "(rank [01] of 2 on node 1 in job)")).hasSize(1);
        }
    }

    @Test
    void podsOfAnIndexedJobAreNodes() throws Exception {
        Map<String, String> pod = Map.of(
                "KUBERNETES_SERVICE_HOST", "10.96.0.1",
                "JOB_COMPLETION_INDEX", "0",
                "HOSTNAME", "job-0-x7k2p",
                "RDZV_RUN_NODES", "2",
                "RDZV_RUN_RUN_ID", "job",
                "RDZV_RUN_ENDPOINT", server.endpoint().toString(),
                "RDZV_RUN_BACKEND_OPT", "serve=no",
                "RDZV_RUN_RANK_BY", "id",
                "RDZV_RUN_LATE_OK", "1");
        Map<String, String> other = with(pod, "JOB_COMPLETION_INDEX", "1", "HOSTNAME", "job-1-b9q4z");
        try (AgentProcess first = AgentProcess.startIn(pod, SHOW);
                AgentProcess second = AgentProcess.startIn(other, SHOW)) {
            assertThat(first.exitCode()).as("%s", first.lines()).isZero();
            assertThat(second.exitCode()).as("%s", second.lines()).isZero();
            assertThat(first.await(1, "(rank 0 of 2 on node 0 in job)")).hasSize(1);
            assertThat(second.await(1, "(rank 1 of 2 on node 1 in job)")).hasSize(1);
        }
        try (AgentProcess again = AgentProcess.startIn(other, SHOW)) {
            assertThat(again.exitCode()).as("%s", again.lines()).isZero();
            assertThat(again.lines()).noneMatch(line -> line.contains("rank 1 of 2"));
        }
    }

    @Test
    void podThatIsReplacedGivesASecondRound() throws Exception {
        Map<String, String> pod = Map.of(
                "KUBERNETES_SERVICE_HOST", "10.96.0.1",
                "JOB_COMPLETION_INDEX", "0",
                "RDZV_RUN_NODES", "2",
                "RDZV_RUN_RUN_ID", "job",
                "RDZV_RUN_ENDPOINT", server.endpoint().toString(),
                "RDZV_RUN_BACKEND_OPT", "serve=no");
        Map<String, String> other = with(pod, "JOB_COMPLETION_INDEX", "1");
        String script = SHOW + " round $RDZV_ROUND; [ $RDZV_ROUND = 1 ] && exec sleep 100; exit 0";
        try (AgentProcess first = AgentProcess.startIn(pod, script)) {
            try (AgentProcess second = AgentProcess.startIn(other, script)) {
                second.await(1, "(round 1)$");
                first.await(1, "(round 1)$");
                second.signal("KILL");
            }
            try (AgentProcess replacement = AgentProcess.startIn(other, script)) {
                assertThat(replacement.exitCode()).as("%s", replacement.lines()).isZero();
                assertThat(first.exitCode()).as("%s", first.lines()).isZero();
                replacement.await(1, "on node 1 in job (round 2)$");
            }
        }
    }
}
