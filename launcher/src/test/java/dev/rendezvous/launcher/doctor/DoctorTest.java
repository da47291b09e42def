package dev.rendezvous.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.launcher.plan.RunOption;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import dev.rendezvous.testkit.FreePort;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class DoctorTest {

    private static final RendezvousRegistry REGISTRY = RendezvousRegistry.discovered(DoctorTest.class.getClassLoader());

    private final Map<RunOption, List<String>> typed = new EnumMap<>(RunOption.class);

    @TempDir
    private Path folder;

    private void type(RunOption option, String value) {
        typed.put(option, List.of(value));
    }

    private List<Finding> examine(String... command) throws InterruptedException {
        return Doctor.examine(typed, List.of(command), List.of(), REGISTRY, Map.of("PATH", System.getenv("PATH")));
    }

    private void typeCluster(String endpoint) {
        type(RunOption.NODES, "2");
        type(RunOption.RUN_ID, "job");
        type(RunOption.ENDPOINT, endpoint);
    }

    private static Finding find(List<Finding> findings, String step) {
        return findings.stream()
                .filter(finding -> finding.step().equals(step))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + step + " in " + findings));
    }

    private static void assertFails(List<Finding> findings, String step, String... parts) {
        assertThat(find(findings, step).verdict()).as("%s", findings).isEqualTo(Finding.Verdict.FAIL);
        assertThat(find(findings, step).detail()).contains(parts);
    }

    @Test
    void oneMachineIsFine() throws Exception {
        List<Finding> findings = examine("sh");

        assertThat(findings).noneMatch(finding -> finding.verdict() == Finding.Verdict.FAIL);
        assertThat(findings)
                .extracting(Finding::step)
                .contains("java", "processes", "command", "memory", "pids", "ports", "dial back", "service connect");
    }

    @Test
    void serviceIsUsedAsANodeUsesIt() throws Exception {
        try (TcpStoreServer server = TcpStoreServer.builder().start()) {
            typeCluster(server.endpoint().toString());
            List<Finding> findings = examine();

            assertThat(find(findings, "service write").verdict()).isEqualTo(Finding.Verdict.OK);
            assertThat(find(findings, "service notification").took()).isPresent();
            assertThat(find(findings, "run").detail()).contains("0 nodes");
        }
    }

    @Test
    void firstAgentOfTheEndpointsHostMayServe() throws Exception {
        typeCluster("127.0.0.1:" + FreePort.find());
        Finding endpoint = find(examine(), "endpoint");

        assertThat(endpoint.verdict()).isEqualTo(Finding.Verdict.OK);
        assertThat(endpoint.detail()).contains("the first one on this machine will");
    }

    @Test
    void agentThatHostsOnFreePortIsFine() throws Exception {
        typeCluster("localhost:0");
        Finding endpoint = find(examine(), "endpoint");

        assertThat(endpoint.verdict()).isEqualTo(Finding.Verdict.OK);
        assertThat(endpoint.detail()).containsPattern("this agent would host the store.*localhost:[1-9]");
    }

    @Test
    void portZeroOfAnotherMachineIsAFailure() throws Exception {
        typeCluster("192.0.2.1:0");

        assertFails(examine(), "endpoint", "not an address of this machine");
    }

    @Test
    void serviceThatIsAwayIsAFailure() throws Exception {
        typeCluster("127.0.0.1:" + FreePort.find());
        type(RunOption.BACKEND_OPT, "serve=no");

        assertThat(examine())
                .anyMatch(finding -> finding.step().startsWith("service")
                        && finding.verdict() == Finding.Verdict.FAIL
                        && finding.detail().contains("refused"));
    }

    @Test
    void nameThatCannotBeResolvedIsAFailure() throws Exception {
        typeCluster("no-such-host.invalid:29400");

        assertFails(examine(), "name no-such-host.invalid", "cannot be resolved");
    }

    @Test
    void unknownBackendIsAFailure() throws Exception {
        typeCluster("h:1");
        type(RunOption.BACKEND, "nothing");

        assertFails(examine(), "backend", "no backend nothing", "tcp", "--plugins");
    }

    @Test
    void optionOfTheWrongTypeIsAFailure() throws Exception {
        try (TcpStoreServer server = TcpStoreServer.builder().start()) {
            typeCluster(server.endpoint().toString());
            type(RunOption.BACKEND_OPT, "linger=soon");

            assertFails(examine(), "service", "linger", "soon");
        }
    }

    @Test
    void planThatCannotBeMadeIsAFailure() throws Exception {
        type(RunOption.NODES, "2");

        assertFails(examine(), "plan", "--run-id is missing");
    }

    @Test
    void programThatIsMissingIsAFailure() throws Exception {
        assertFails(examine("no-such-program"), "command", "no program no-such-program");
    }

    @Test
    void folderThatCannotBeMadeIsAFailure() throws Exception {
        type(RunOption.LOG_DIR, "/proc/logs");

        assertThat(examine())
                .anyMatch(finding -> finding.verdict() == Finding.Verdict.FAIL
                        && finding.detail().contains("/proc"));
    }

    @Test
    void takenPortsAreFailures() throws Exception {
        try (TcpStoreServer taken = TcpStoreServer.builder().start()) {
            type(RunOption.HTTP, "127.0.0.1:" + taken.port());
            type(RunOption.PORT_RANGE, String.valueOf(taken.port()));
            List<Finding> findings = examine();

            assertFails(findings, "http", String.valueOf(taken.port()));
            assertFails(findings, "ports", "--port-range " + taken.port());
        }
    }

    @Test
    void unhealthyNodeIsAFailure() throws Exception {
        type(RunOption.HEALTH_CHECK, "exit 3");

        assertFails(examine(), "health check", "exits with 3");
    }

    @Test
    void addressOfAnotherMachineIsAFailure() throws Exception {
        type(RunOption.LOCAL_ADDR, "192.0.2.1");

        assertFails(examine(), "ports", "192.0.2.1");
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        type(RunOption.LOG_DIR, folder.toString());
        type(RunOption.EVENTS, folder.resolve("events").toString());
        examine();

        assertThat(folder).isEmptyDirectory();
    }
}
