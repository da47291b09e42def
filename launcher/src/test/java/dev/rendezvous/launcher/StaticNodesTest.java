package dev.rendezvous.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.testkit.FreePort;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agents over a backend that only meets: each counts failures by itself, and the end travels through the store of the round. */
@EnabledOnOs(OS.LINUX)
@Tag("processes")
class StaticNodesTest {

    private final String endpoint = "127.0.0.1:" + FreePort.find();

    private AgentProcess node(int rank, Map<String, String> more, String script) throws IOException {
        Map<String, String> options = new HashMap<>(
                Map.of("NODES", "2", "NODE_RANK", String.valueOf(rank), "RUN_ID", "job", "ENDPOINT", endpoint));
        options.putAll(more);
        return AgentProcess.start(options, script);
    }

    @Test
    void workersOfBothNodesFinish() throws Exception {
        String script = "echo rank $RANK of $WORLD_SIZE, role $ROLE_NAME $ROLE_RANK of $ROLE_WORLD_SIZE";
        try (AgentProcess first = node(0, Map.of("PROCS_PER_NODE", "2"), script);
                AgentProcess second = node(1, Map.of("ROLE", "other"), script)) {
            assertThat(first.exitCode()).isZero();
            assertThat(second.exitCode()).isZero();
            assertThat(first.lines()).anyMatch(line -> line.endsWith("rank 1 of 3, role default 1 of 2"));
            assertThat(second.lines()).anyMatch(line -> line.endsWith("rank 2 of 3, role other 0 of 1"));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, exit 7, 7", "1, exit 42, 42", "1, kill -KILL $$, 137", "0, exec no-such-program, 127"})
    void failureEndsBothNodesWithItsCode(int failing, String end, int code) throws Exception {
        String script = "[ $RDZV_NODE_RANK = " + failing + " ] || exec sleep 100; " + end;
        try (AgentProcess first = node(0, Map.of(), script);
                AgentProcess second = node(1, Map.of(), script)) {
            assertThat(first.exitCode()).isEqualTo(code);
            assertThat(second.exitCode()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void failureRestartsBothNodes(int failing) throws Exception {
        Map<String, String> one = Map.of("MAX_RESTARTS", "1", "RESTART_BACKOFF", "10ms");
        String script = "echo round $RDZV_ROUND; [ $RDZV_ROUND = 2 ] && exit 0; [ $RDZV_NODE_RANK = " + failing
                + " ] && exit 5; exec sleep 100";
        try (AgentProcess first = node(0, one, script);
                AgentProcess second = node(1, one, script)) {
            assertThat(first.exitCode()).isZero();
            assertThat(second.exitCode()).isZero();
            assertThat(first.lines()).anyMatch(line -> line.endsWith("] round 2"));
            assertThat(second.lines()).anyMatch(line -> line.endsWith("] round 2"));
        }
    }

    @Test
    void spentBudgetEndsBothNodes() throws Exception {
        Map<String, String> one = Map.of("MAX_RESTARTS", "1", "RESTART_BACKOFF", "10ms");
        String script = "[ $RDZV_NODE_RANK = 1 ] && exit $((40 + RDZV_ROUND)); exec sleep 100";
        try (AgentProcess first = node(0, one, script);
                AgentProcess second = node(1, one, script)) {
            assertThat(second.exitCode()).isEqualTo(42);
            assertThat(first.exitCode()).isEqualTo(42);
        }
    }

    @Test
    void signalToOneNodeLeavesNoWorkers() throws Exception {
        String script = "echo pid $$; exec sleep 100";
        try (AgentProcess first = node(0, Map.of(), script);
                AgentProcess second = node(1, Map.of(), script)) {
            var pids = second.await(1, "pid (\\d+)");
            first.await(1, "pid (\\d+)");
            second.signal("TERM");

            assertThat(second.exitCode()).isEqualTo(143);
            assertThat(pids).noneMatch(Processes::isAlive);
        }
    }
}
