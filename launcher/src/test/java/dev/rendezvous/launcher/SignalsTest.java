package dev.rendezvous.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.testkit.FreePort;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals to an agent that do not stop it. */
@EnabledOnOs(OS.LINUX)
class SignalsTest {

    private static final String WAITS = "echo ready; while :; do sleep 0.05; done";

    private final String endpoint = "127.0.0.1:" + FreePort.find();

    @ParameterizedTest
    @ValueSource(strings = {"USR1", "USR2"})
    void userSignalIsPassedOn(String signal) throws Exception {
        Map<String, String> options = Map.of("STANDALONE", "1");
        try (AgentProcess agent = AgentProcess.start(options, "trap 'exit 9' " + signal + "; " + WAITS)) {
            agent.await(1, "(ready)");
            agent.signal(signal);

            assertThat(agent.exitCode()).isEqualTo(9);
        }
    }

    @Test
    void forwardedSignalDoesNotStopTheAgent() throws Exception {
        Map<String, String> options = Map.of("STANDALONE", "1", "FORWARD", "TERM", "STOP_SIGNAL", "KILL");
        try (AgentProcess agent = AgentProcess.start(options, "trap 'echo got it' TERM; " + WAITS)) {
            agent.await(1, "(ready)");
            agent.signal("TERM");
            agent.await(1, "(got it)");
            agent.signal("TERM");
            agent.await(2, "(got it)");
            agent.signal("INT");

            assertThat(agent.exitCode()).isEqualTo(130);
        }
    }

    @Test
    void drainedNodeIsLeftByTheOthers() throws Exception {
        Map<String, String> guest = new HashMap<>(node("b"));
        guest.put("DRAIN_ON", "USR1");
        guest.put("BACKEND_OPT", "serve=no");
        String script =
                "trap 'echo warned' USR1; trap 'exit 0' TERM; echo round $RDZV_ROUND of $RDZV_NODES $RDZV_CAUSE;"
                        + " [ \"$RDZV_CAUSE\" = drained ] && exit 0; while :; do sleep 0.05; done";
        try (AgentProcess first = AgentProcess.start(node("a"), script);
                AgentProcess second = AgentProcess.start(guest, script)) {
            first.await(1, "(of 2)");
            second.await(1, "(of 2)");
            second.signal("USR1");

            assertThat(second.exitCode()).isEqualTo(75);
            assertThat(first.exitCode()).isZero();
            assertThat(second.lines())
                    .anyMatch(line -> line.endsWith("warned"))
                    .anyMatch(line -> line.contains("signal USR1: this node leaves as soon as"));
            assertThat(first.lines()).anyMatch(line -> line.endsWith("round 2 of 1 drained"));
        }
    }

    private Map<String, String> node(String id) {
        return Map.of("NODES", "1:2", "LAST_CALL", "2s", "RUN_ID", "job", "ENDPOINT", endpoint, "NODE_ID", id);
    }

    @Test
    void drainNeedsAnElasticBackend() throws Exception {
        Map<String, String> options =
                Map.of("BACKEND", "static", "NODE_RANK", "0", "RUN_ID", "j", "ENDPOINT", endpoint, "DRAIN_ON", "USR1");
        try (AgentProcess agent = AgentProcess.start(options, "echo started")) {
            assertThat(agent.exitCode()).isNotZero();
            assertThat(agent.lines())
                    .anyMatch(line -> line.contains("--drain-on: a node of the backend static cannot announce"))
                    .doesNotContain("started");
        }
    }
}
