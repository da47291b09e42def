package dev.rendezvous.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.Member;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.launcher.doctor.Doctor;
import dev.rendezvous.launcher.doctor.Finding;
import dev.rendezvous.launcher.plan.RunOption;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.testkit.FreePort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What an agent says while it waits for others, and what others see of the run meanwhile. */
@EnabledOnOs(OS.LINUX)
@Tag("processes")
class WaitingAgentTest {

    private static final RendezvousRegistry REGISTRY =
            RendezvousRegistry.discovered(WaitingAgentTest.class.getClassLoader());

    private final String endpoint = "127.0.0.1:" + FreePort.find();

    @Test
    void waitingNodeSaysWhichNodesAreThere() throws Exception {
        Map<String, String> options =
                Map.of("RUN_ID", "job", "NODES", "2", "ENDPOINT", endpoint, "NODE_ID", "a", "HTTP", "0");
        try (AgentProcess agent = AgentProcess.start(options, "echo works")) {
            String base =
                    agent.await(1, "status pages at (http://127.0.0.1:\\d+)").get(0);
            agent.await(1, "(waiting, 1 of at least 2: a \\(10 s\\))");

            assertThat(Pages.get(base, "/status").body()).contains("\"waiting\":[\"a\"]", "\"phase\":\"joining\"");
            assertThat(Pages.get(base, "/readyz").statusCode()).isEqualTo(503);
            assertThat(status().orElseThrow()).satisfies(state -> {
                assertThat(state.round()).isZero();
                assertThat(state.waiting()).extracting(Member::node).containsExactly("a");
            });
        }
    }

    private Optional<RunState> status() throws InterruptedException {
        RendezvousParameters parameters = RendezvousParameters.builder("tcp")
                .endpoint(endpoint)
                .runId("job")
                .config("serve", "no")
                .build();
        try (RunControl control = RunControl.of(REGISTRY, parameters)) {
            return control.status();
        }
    }

    @Test
    void doctorNamesAnotherAgentOfThisMachine() throws Exception {
        Map<String, String> options = Map.of("RUN_ID", "job", "NODES", "1:2", "ENDPOINT", endpoint, "NODE_ID", "a");
        Map<RunOption, List<String>> typed = Map.of(
                RunOption.RUN_ID,
                List.of("job"),
                RunOption.NODES,
                List.of("1:2"),
                RunOption.ENDPOINT,
                List.of(endpoint));
        try (AgentProcess agent = AgentProcess.start(options, "echo works; exec sleep 100")) {
            agent.await(1, "(works)");

            assertThat(Doctor.examine(typed, List.of(), List.of(), REGISTRY, System.getenv()))
                    .anyMatch(finding -> finding.verdict() == Finding.Verdict.WARN
                            && finding.detail().contains("agents on this machine already: a"));
        }
    }

    @Test
    void nodeThatIsLostIsNamed() throws Exception {
        Map<String, String> options =
                new HashMap<>(Map.of("RUN_ID", "job", "NODES", "2", "ENDPOINT", endpoint, "LEASE", "1500ms"));
        options.putAll(Map.of("HEARTBEAT", "500ms", "NODE_ID", "a", "RANK_BY", "id"));
        Map<String, String> guest = new HashMap<>(options);
        guest.putAll(Map.of("NODE_ID", "b", "BACKEND_OPT", "serve=no"));
        try (AgentProcess first = AgentProcess.start(options, "echo works; exec sleep 100");
                AgentProcess second = AgentProcess.start(guest, "echo works; exec sleep 100")) {
            first.await(1, "(works)");
            second.await(1, "(works)");
            second.signal("KILL");

            first.await(1, "(waiting, 1 of at least 2: a; seen before and missing: b \\(10 s\\))");
            assertThat(status().orElseThrow()).satisfies(state -> {
                assertThat(state.members()).extracting(Member::node).containsExactly("a");
                assertThat(state.missing()).containsExactly(1);
            });
        }
    }

    @Test
    void spareSaysThatItWaits() throws Exception {
        Map<String, String> options = Map.of("RUN_ID", "job", "NODES", "1", "ENDPOINT", endpoint);
        Map<String, String> spare = new HashMap<>(options);
        spare.put("EVENTS", "-");
        try (AgentProcess first = AgentProcess.start(options, "echo works; exec sleep 100")) {
            first.await(1, "(works)");
            try (AgentProcess second = AgentProcess.start(spare, "echo works")) {
                second.await(1, "(waiting as a spare: a round with 1 node)");
                second.await(1, "(\"event\":\"spare\")");
            }
        }
    }
}
