package dev.rendezvous.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.launcher.torch.ForeignAgent;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents meet as those of torchrun do, among themselves and with one that does what a recorded one did. */
@EnabledOnOs(OS.LINUX)
@Tag("processes")
class TorchNodesTest {

    private static final String SHOW =
            "echo RANK=$RANK of $WORLD_SIZE group $GROUP_RANK of $GROUP_WORLD_SIZE at $MASTER_ADDR:$MASTER_PORT"
                    + " agent store $TORCHELASTIC_USE_AGENT_STORE count $TORCHELASTIC_RESTART_COUNT";

    private TcpStoreServer server;

    @BeforeEach
    void start() throws IOException {
        server = TcpStoreServer.builder().bindAddress("127.0.0.1").start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private AgentProcess agent(String address, String release, Map<String, String> more, String script)
            throws IOException {
        Map<String, String> options = new HashMap<>(Map.of(
                "BACKEND", "c10d",
                "NODES", "2",
                "RUN_ID", "job",
                "ENDPOINT", server.endpoint().toString(),
                "LOCAL_ADDR", address,
                "RESTART_BACKOFF", "10ms",
                "BACKEND_OPT", "peer=" + release + ",is_host=false"));
        options.putAll(more);
        return AgentProcess.start(options, script);
    }

    private static String shown(AgentProcess agent) throws InterruptedException {
        return agent.await(1, "(RANK=.*)").get(0);
    }

    private static String master(String shown) {
        return shown.replaceAll(".* at ", "").replaceAll(" .*", "");
    }

    @ParameterizedTest
    @CsvSource({"1.13, False", "2.0, False", "2.4, False", "2.5, True", "2.6, True"})
    void twoAgentsMakeOneWorld(String release, String agentStore) throws Exception {
        try (AgentProcess first = agent("127.0.0.1", release, Map.of("PROCS_PER_NODE", "2"), SHOW);
                AgentProcess second = agent("127.0.0.2", release, Map.of(), SHOW)) {
            assertThat(first.exitCode()).isZero();
            assertThat(second.exitCode()).isZero();
            assertThat(first.await(2, "(RANK=. of 3 group . of 2)"))
                    .containsExactlyInAnyOrder("RANK=0 of 3 group 0 of 2", "RANK=1 of 3 group 0 of 2");
            assertThat(shown(second))
                    .startsWith("RANK=2 of 3 group 1 of 2")
                    .endsWith("store " + agentStore + " count 0");
            assertThat(master(shown(first))).isEqualTo(master(shown(second)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dmlc", "torch,lightgbm"})
    void profileThatNeedsPortsOfAllNodesIsRefused(String profiles) throws Exception {
        try (AgentProcess agent = agent("127.0.0.1", "2.6", Map.of("ENV", profiles), "echo started")) {
            assertThat(agent.exitCode()).isEqualTo(2);
            assertThat(agent.lines())
                    .anyMatch(line -> line.contains("agents of torchrun tell none") && line.contains("c10d"))
                    .noneMatch(line -> line.endsWith("started"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.13, 127.0.0.0",
        "1.13, 127.0.0.9",
        "2.3, 127.0.0.9",
        "2.4, 127.0.0.0",
        "2.4, 127.0.0.9",
        "2.5, 127.0.0.0",
        "2.6, 127.0.0.0",
        "2.6, 127.0.0.9"
    })
    void agentWorksBesideOneOfTorchrun(String release, String other) throws Exception {
        boolean otherIsFirst = other.equals("127.0.0.0");
        try (AgentProcess ours = agent("127.0.0.1", release, Map.of(), SHOW);
                ForeignAgent theirs = new ForeignAgent(release, "127.0.0.1", server.port(), "job", other)) {
            List<Integer> ranks = theirs.takePart();
            assertThat(ranks).isIn(List.of(), List.of(otherIsFirst ? 0 : 1, 2));
            assertThat(ours.exitCode()).isZero();
            assertThat(shown(ours)).startsWith("RANK=" + (otherIsFirst ? 1 : 0) + " of 2");
            if (otherIsFirst && !release.equals("2.5")) {
                assertThat(master(shown(ours))).startsWith(other + ":");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.13", "2.6"})
    void failureRestartsAllAgents(String release) throws Exception {
        Map<String, String> options = Map.of("MAX_RESTARTS", "2");
        String failing = SHOW + "; [ $RDZV_ROUND = 1 ] && exit 7; exit 0";
        String patient = SHOW + "; [ $RDZV_ROUND = 1 ] && exec sleep 100; exit 0";
        try (AgentProcess first = agent("127.0.0.1", release, options, failing);
                AgentProcess second = agent("127.0.0.2", release, options, patient)) {
            assertThat(first.exitCode()).isZero();
            assertThat(second.exitCode()).isZero();
            assertThat(first.await(2, "count (.)"))
                    .as("each agent counts the failures of its own workers, as torchrun does")
                    .containsExactly("0", "1");
            assertThat(second.await(2, "count (.)")).containsExactly("0", "0");
        }
    }

    @Test
    void failureForGoodEndsAllAgentsOfOurs() throws Exception {
        try (AgentProcess first = agent("127.0.0.1", "2.6", Map.of(), "exit 42");
                AgentProcess second = agent("127.0.0.2", "2.6", Map.of(), "exec sleep 100")) {
            assertThat(first.exitCode()).isEqualTo(42);
            assertThat(second.exitCode()).isEqualTo(42);
        }
    }

    @Test
    void runClosedByOthersDoesNotStopWork() throws Exception {
        try (AgentProcess ours = agent("127.0.0.1", "2.6", Map.of("NODES", "1"), "echo works; sleep 4; echo done")) {
            ours.await(1, "(works)");
            try (ForeignAgent theirs = new ForeignAgent("2.6", "127.0.0.1", server.port(), "job", "127.0.0.9")) {
                theirs.closeRun();
            }
            assertThat(ours.exitCode()).isZero();
            assertThat(ours.lines()).anyMatch(line -> line.endsWith("done"));
        }
    }
}
