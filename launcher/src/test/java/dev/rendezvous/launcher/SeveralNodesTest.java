package dev.rendezvous.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.testkit.FreePort;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Several agents on one machine meet through the backend tcp. */
@EnabledOnOs(OS.LINUX)
@Tag("processes")
class SeveralNodesTest {

    private final String endpoint = "127.0.0.1:" + FreePort.find();

    private AgentProcess node(String id, Map<String, String> more, String script) throws IOException {
        Map<String, String> options = new HashMap<>(
                Map.of("NODES", "2", "RUN_ID", "job", "ENDPOINT", endpoint, "NODE_ID", id, "RESTART_BACKOFF", "10ms"));
        options.putAll(more);
        return AgentProcess.start(options, script);
    }

    @Test
    void ranksFollowTheWorkersOfEachNode() throws Exception {
        String script = "echo rank $RDZV_RANK of $RDZV_WORLD_SIZE on $RDZV_NODE_ID, local $RDZV_LOCAL_RANK";
        try (AgentProcess first = node("a", Map.of("PROCS_PER_NODE", "2", "RANK_BY", "id"), script);
                AgentProcess second = node("b", Map.of("PROCS_PER_NODE", "1", "RANK_BY", "id"), script)) {
            assertThat(first.exitCode()).isZero();
            assertThat(second.exitCode()).isZero();
            assertThat(first.lines()).anyMatch(line -> line.endsWith("rank 1 of 3 on a, local 1"));
            assertThat(second.lines()).anyMatch(line -> line.endsWith("rank 2 of 3 on b, local 0"));
        }
    }

    @Test
    void agentHostsTheStoreOnAFreePort() throws Exception {
        try (AgentProcess host = node("a", Map.of("ENDPOINT", "127.0.0.1:0"), "echo met")) {
            String printed = host.await(1, "(?:the other nodes join with --endpoint )(.*)")
                    .get(0);
            try (AgentProcess other = node("b", Map.of("ENDPOINT", printed), "echo met")) {
                assertThat(other.exitCode()).isZero();
                assertThat(host.exitCode()).isZero();
                assertThat(host.lines()).anyMatch(line -> line.endsWith("met"));
            }
        }
    }

    @Test
    void freePortIsTakenFromThePortRange() throws Exception {
        int port = FreePort.find();
        Map<String, String> range =
                Map.of("NODES", "1", "ENDPOINT", "localhost:0", "PORT_RANGE", port + "-" + (port + 20));
        try (AgentProcess host = node("a", range, "exit 0")) {
            assertThat(host.exitCode()).isZero();
            String printed = host.await(1, "backend tcp localhost:([0-9]+)").get(0);
            assertThat(Integer.parseInt(printed)).isBetween(port, port + 20);
        }
    }

    @Test
    void portZeroOfAnotherMachineIsRefused() throws Exception {
        try (AgentProcess agent = node("a", Map.of("ENDPOINT", "192.0.2.1:0"), "echo started")) {
            assertThat(agent.exitCode()).isEqualTo(2);
            assertThat(agent.lines())
                    .anyMatch(line -> line.contains("192.0.2.1 is not an address of this machine"))
                    .noneMatch(line -> line.endsWith("started"));
        }
    }

    @Test
    void everyNodeEndsWithTheCodeOfFailure() throws Exception {
        String script = "[ $RDZV_NODE_ID = b ] && exit 42; exec sleep 100";
        try (AgentProcess first = node("a", Map.of(), script);
                AgentProcess second = node("b", Map.of(), script)) {
            assertThat(first.exitCode()).isEqualTo(42);
            assertThat(second.exitCode()).isEqualTo(42);
        }
    }

    @Test
    void restartsAreCountedForTheWholeJob() throws Exception {
        Map<String, String> one = Map.of("MAX_RESTARTS", "1");
        String script = "echo try $RDZV_RESTARTS; [ $RDZV_RESTARTS = 0 ] && [ $RDZV_NODE_ID = b ] && exit 5;"
                + " [ $RDZV_RESTARTS = 1 ] && [ $RDZV_NODE_ID = a ] && exit 6; exec sleep 100";
        try (AgentProcess first = node("a", one, script);
                AgentProcess second = node("b", one, script)) {
            assertThat(first.exitCode()).isEqualTo(6);
            assertThat(second.exitCode()).isEqualTo(6);
            assertThat(first.lines()).anyMatch(line -> line.endsWith("try 1"));
        }
    }

    @Test
    void runThatHasEndedStartsNothing() throws Exception {
        try (AgentProcess store = node("a", Map.of("NODES", "1"), "echo works; exec sleep 100");
                AgentProcess first = other("ended", Map.of(), "exit 0")) {
            store.await(1, "(works)");
            assertThat(first.exitCode()).isZero();
            try (AgentProcess late = other("ended", Map.of(), "echo started")) {
                assertThat(late.exitCode()).isEqualTo(75);
                assertThat(late.lines())
                        .anyMatch(line -> line.contains("run ended has ended"))
                        .noneMatch(line -> line.endsWith("started"));
            }
            try (AgentProcess fine = other("ended", Map.of("LATE_OK", "1"), "echo started")) {
                assertThat(fine.exitCode()).isZero();
            }
        }
    }

    /** A run of one node whose store is hosted by another agent. */
    private AgentProcess other(String run, Map<String, String> more, String script) throws IOException {
        Map<String, String> options = new HashMap<>(Map.of("NODES", "1", "RUN_ID", run, "BACKEND_OPT", "serve=no"));
        options.putAll(more);
        return node(run, options, script);
    }

    @Test
    void nodeThatLeavesIsReplacedByASpare() throws Exception {
        String script = "echo round $RDZV_ROUND of $RDZV_NODES; [ $RDZV_ROUND = 2 ] && exit 0; exec sleep 100";
        try (AgentProcess first = node("a", Map.of(), script);
                AgentProcess second = node("b", Map.of("BACKEND_OPT", "serve=no"), script)) {
            second.await(1, "(round 1)");
            first.await(1, "(round 1 of)");
            try (AgentProcess spare = node("c", Map.of("BACKEND_OPT", "serve=no"), script)) {
                spare.await(1, "(rdzv: run job)");
                second.signal("TERM");

                assertThat(second.exitCode()).isEqualTo(143);
                assertThat(first.exitCode()).isZero();
                assertThat(spare.exitCode()).isZero();
                assertThat(spare.lines()).anyMatch(line -> line.endsWith("round 2 of 2"));
            }
        }
    }

    @Test
    void lateNodeIsLetIn() throws Exception {
        Map<String, String> range = Map.of("NODES", "1:2", "LAST_CALL", "0s");
        String script = "echo in $RDZV_ROUND of $RDZV_NODES; [ $RDZV_NODES = 2 ] && exit 0; exec sleep 100";
        try (AgentProcess first = node("a", range, script)) {
            first.await(1, "(in 1 of 1)");
            try (AgentProcess second = node("b", range, script)) {
                assertThat(second.exitCode()).isZero();
                assertThat(first.exitCode()).isZero();
                assertThat(first.lines()).anyMatch(line -> line.contains("round 2 (joined)"));
            }
        }
    }

    @Test
    void frozenAgentIsReplacedAndItsWorkersGo() throws Exception {
        Map<String, String> quick = Map.of("NODES", "1:2", "LEASE", "1500ms", "HEARTBEAT", "500ms", "LAST_CALL", "2s");
        Map<String, String> guest = new HashMap<>(quick);
        guest.put("BACKEND_OPT", "serve=no"); // a frozen server would stop the first one too
        String script = "echo pid $$; echo in $RDZV_ROUND of $RDZV_NODES; exec sleep 100";
        try (AgentProcess first = node("a", quick, script);
                AgentProcess second = node("b", guest, script)) {
            first.await(1, "(of 2)");
            List<String> pids = second.await(1, "pid (\\d+)");
            second.signal("STOP");
            try {
                first.await(1, "in (\\d+) of 1");
            } finally {
                second.signal("CONT");
            }

            Processes.awaitGone(pids, Duration.ofSeconds(20));
        }
    }
}
