package dev.rendezvous.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.testkit.FreePort;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The code of the worker that failed first is the code of every node. */
@EnabledOnOs(OS.LINUX)
class ExitCodesTest {

    private final String endpoint = "127.0.0.1:" + FreePort.find();

    private AgentProcess node(int nodes, String id, String script) throws IOException {
        Map<String, String> options =
                Map.of("NODES", String.valueOf(nodes), "RUN_ID", "job", "ENDPOINT", endpoint, "NODE_ID", id);
        return AgentProcess.start(options, script);
    }

    @ParameterizedTest
    @CsvSource({
        "exit 7, 7",
        "exit 42, 42",
        "exec /etc/passwd, 126",
        "exec no-such-program, 127",
        "kill -INT $$, 130",
        "kill -KILL $$, 137",
        "kill -TERM $$, 143",
        "exit 200, 200"
    })
    void twoNodesEndWithTheSameCode(String end, int code) throws Exception {
        String script = "[ $RDZV_NODE_ID = b ] || exec sleep 100; " + end;
        try (AgentProcess first = node(2, "a", script);
                AgentProcess second = node(2, "b", script)) {
            assertThat(first.exitCode()).isEqualTo(code);
            assertThat(second.exitCode()).isEqualTo(code);
        }
    }

    @Test
    void threeNodesEndWithTheFirstFailuresCode() throws Exception {
        String script = "[ $RDZV_NODE_ID = b ] && exit 42; trap 'exit 3' TERM; while :; do sleep 0.05; done";
        try (AgentProcess first = node(3, "a", script);
                AgentProcess second = node(3, "b", script);
                AgentProcess third = node(3, "c", script)) {
            assertThat(first.exitCode()).isEqualTo(42);
            assertThat(second.exitCode()).isEqualTo(42);
            assertThat(third.exitCode()).isEqualTo(42);
        }
    }
}
