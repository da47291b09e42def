package dev.rendezvous.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.testkit.FreePort;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What people and machines see of an agent with real processes, and what is checked before it starts any. */
@EnabledOnOs(OS.LINUX)
@Tag("processes")
class ObservedAgentTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private static Map<String, String> standalone(String... more) {
        Map<String, String> options = new HashMap<>(Map.of("STANDALONE", "1", "RUN_ID", "job"));
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return options;
    }

    private static List<String> names(List<String> lines) {
        Pattern name = Pattern.compile("\"event\":\"([a-z.]+)\"");
        return lines.stream()
                .flatMap(line -> name.matcher(line).results())
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void eventsTellTheLifeOfAJob() throws Exception {
        Path events = folder.resolve("events.jsonl");
        Map<String, String> options = standalone(
                "EVENTS", events.toString(), "MAX_RESTARTS", "1", "RESTART_BACKOFF", "10ms", "NODE_ID", "n1");
        try (AgentProcess agent = AgentProcess.start(options, "exit $((7 - 7 * RDZV_RESTARTS))")) {
            assertThat(agent.exitCode()).isZero();
        }
        List<String> lines = Files.readAllLines(events);

        assertThat(names(lines))
                .containsExactly(
                        "agent.start",
                        "join",
                        "round.sealed",
                        "member.joined",
                        "worker.start",
                        "worker.exit",
                        "round.broken",
                        "join",
                        "round.sealed",
                        "restart",
                        "worker.start",
                        "worker.exit",
                        "close",
                        "agent.end");
        assertThat(lines).allMatch(line -> line.contains("\"run\":\"job\",\"node\":\"n1\",\"inc\":\""));
        assertThat(lines).anyMatch(line -> line.contains("\"event\":\"worker.exit\",\"rank\":0,\"local\":0,\"pid\":"));
        assertThat(lines.get(9)).contains("\"round\":2", "\"cause\":\"failed\"");
    }

    @Test
    void logFolderKeepsTheEvents() throws Exception {
        Map<String, String> options = standalone("LOG_DIR", folder.toString(), "NODE_ID", "a/b", "EVENTS", "-");
        try (AgentProcess agent = AgentProcess.start(options, "exec sleep 100")) {
            agent.await(1, "(\"event\":\"worker.start\")");
            agent.signal("TERM");

            assertThat(agent.exitCode()).isEqualTo(143);
            List<String> kept = Files.readAllLines(folder.resolve("job/node-a_b.events.jsonl"));
            assertThat(names(kept)).contains("drain", "stop.begin", "stop.end").endsWith("agent.end");
            assertThat(agent.lines()).containsAll(kept);
        }
    }

    @Test
    void verboseAgentPrintsEachEvent() throws Exception {
        try (AgentProcess agent = AgentProcess.start(standalone("VERBOSE", "1"), "exit 0")) {
            assertThat(agent.exitCode()).isZero();
            assertThat(agent.lines())
                    .anyMatch(line -> line.matches("rdzv: event worker.start rank=0 local=0 pid=[0-9]+"));
        }
    }

    @Test
    void fullDiskDoesNotStopTheJob() throws Exception {
        try (AgentProcess agent = AgentProcess.start(standalone("EVENTS", "/dev/full"), "exit 5")) {
            assertThat(agent.exitCode()).isEqualTo(5);
            assertThat(agent.lines().stream().filter(line -> line.contains("/dev/full")))
                    .singleElement()
                    .asString()
                    .contains("cannot be written");
        }
    }

    @Test
    void pagesShowTheJob() throws Exception {
        Map<String, String> options = standalone("HTTP", "0", "PROCS_PER_NODE", "2");
        try (AgentProcess agent = AgentProcess.start(options, "echo pid $$; exec sleep 100")) {
            String base =
                    agent.await(1, "status pages at (http://127.0.0.1:\\d+)").get(0);
            List<String> pids = agent.await(2, "pid (\\d+)");
            Pages.await(base, "/readyz", 200);

            List<String> shown = Pattern.compile("\"pid\":(\\d+),\"state\":\"running\"")
                    .matcher(Pages.get(base, "/status").body())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(shown).containsExactlyInAnyOrderElementsOf(pids);
            assertThat(Pages.get(base, "/metrics").body())
                    .contains("rdzv_rounds_total 1\n", "rdzv_members{state=\"member\"} 1\n");
            assertThat(Pages.get(base, "/healthz").statusCode()).isEqualTo(200);
            agent.signal("INT");
            assertThat(agent.exitCode()).isEqualTo(130);
        }
    }

    @Test
    void lostBackendIsShownWhileWorkersGoOn() throws Exception {
        String endpoint = "127.0.0.1:" + FreePort.find();
        Map<String, String> host = new HashMap<>(Map.of("RUN_ID", "other", "NODES", "1", "ENDPOINT", endpoint));
        Map<String, String> guest = new HashMap<>(
                Map.of("RUN_ID", "job", "NODES", "1", "ENDPOINT", endpoint, "BACKEND_OPT", "serve=no", "HTTP", "0"));
        guest.put("HEARTBEAT", "300ms");
        guest.put("EVENTS", "-");
        try (AgentProcess server = AgentProcess.start(host, "echo works; exec sleep 100")) {
            server.await(1, "(works)");
            try (AgentProcess agent = AgentProcess.start(guest, "echo works; exec sleep 100")) {
                String base = agent.await(1, "status pages at (http://127.0.0.1:\\d+)")
                        .get(0);
                agent.await(1, "^(works)");
                Pages.await(base, "/readyz", 200);
                server.signal("KILL");

                Pages.await(base, "/readyz", 503);
                assertThat(Pages.get(base, "/readyz").body()).contains("the backend does not answer");
                assertThat(Pages.get(base, "/status").body()).contains("\"state\":\"running\"");
                agent.await(1, "(\"event\":\"store.lost\")");
                try (AgentProcess again = AgentProcess.start(host, "exec sleep 100")) {
                    agent.await(1, "(\"event\":\"store.back\")");
                    assertThat(again.lines()).noneMatch(line -> line.contains("refused: "));
                }
            }
        }
    }

    @Test
    void portInUseIsRefusedBeforeAnyWorker() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                AgentProcess agent =
                        AgentProcess.start(standalone("HTTP", "127.0.0.1:" + taken.getLocalPort()), "echo started")) {
            assertThat(agent.exitCode()).isEqualTo(2);
            assertThat(agent.lines())
                    .anyMatch(line -> line.contains("--http: cannot listen on 127.0.0.1 port " + taken.getLocalPort()))
                    .doesNotContain("started");
        }
    }

    @Test
    void takenPortRangeIsRefusedBeforeAnyWorker() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                AgentProcess agent = AgentProcess.start(
                        standalone("PORT_RANGE", String.valueOf(taken.getLocalPort())), "echo started")) {
            assertThat(agent.exitCode()).isEqualTo(2);
            assertThat(agent.lines())
                    .anyMatch(line -> line.contains("no port of --port-range"))
                    .doesNotContain("started");
        }
    }

    @Test
    void storesUseThePortRange() throws Exception {
        int first = FreePort.find();
        Map<String, String> options = standalone("PORT_RANGE", first + "-" + (first + 30));
        try (AgentProcess agent = AgentProcess.start(options, "echo port $MASTER_PORT")) {
            assertThat(agent.exitCode()).isZero();
            assertThat(Integer.parseInt(agent.await(1, "port (\\d+)").get(0))).isBetween(first, first + 30);
        }
    }

    @Test
    void logFolderThatCannotBeMadeIsRefused() throws Exception {
        try (AgentProcess agent = AgentProcess.start(standalone("LOG_DIR", "/proc/logs"), "echo started")) {
            assertThat(agent.exitCode()).isEqualTo(2);
            assertThat(agent.lines())
                    .anyMatch(line -> line.contains("--log-dir"))
                    .doesNotContain("started");
        }
    }

    @Test
    void unhealthyNodeStartsNothing() throws Exception {
        Map<String, String> options =
                standalone("HEALTH_CHECK", "echo no GPU >&2; exit 3", "HEALTH_RETRIES", "1", "RESTART_BACKOFF", "10ms");
        try (AgentProcess agent = AgentProcess.start(options, "echo started")) {
            assertThat(agent.exitCode()).isEqualTo(75);
            assertThat(agent.lines())
                    .anyMatch(line -> line.contains("health check 2 of 2 has failed: exit 3: no GPU"))
                    .doesNotContain("started");
        }
    }

    @Test
    void nodeThatRecoversJoins() throws Exception {
        Path flag = folder.resolve("flag");
        Map<String, String> options = standalone(
                "HEALTH_CHECK", "[ -e " + flag + " ] || { touch " + flag + "; exit 1; }", "RESTART_BACKOFF", "10ms");
        try (AgentProcess agent = AgentProcess.start(options, "echo started")) {
            assertThat(agent.exitCode()).isZero();
            assertThat(agent.lines()).contains("started");
        }
    }

    @Test
    void stoppedAgentEndsItsHealthCheck() throws Exception {
        Path pid = folder.resolve("pid");
        Map<String, String> options = standalone("HEALTH_CHECK", "echo $$ > " + pid + "; sleep 100 & wait");
        try (AgentProcess agent = AgentProcess.start(options, "echo started")) {
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (!Files.exists(pid) || Files.size(pid) == 0) {
                assertThat(System.nanoTime()).isLessThan(until);
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            agent.signal("TERM");

            assertThat(agent.exitCode()).isEqualTo(143);
            Processes.awaitGone(List.of(Files.readString(pid).strip()), Duration.ofSeconds(5));
        }
    }
}
