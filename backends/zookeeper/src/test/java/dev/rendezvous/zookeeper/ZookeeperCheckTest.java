package dev.rendezvous.zookeeper;

import static dev.rendezvous.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.engine.ElasticHandler;
import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.engine.spi.Check.Result;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.engine.tck.TcpProxy;
import dev.rendezvous.testkit.FreePort;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a user can get wrong is reported with the endpoint and the remedy, by checks and by calls, in time. */
class ZookeeperCheckTest extends SpaceFixture {

    /** With it the engine waits 2 seconds for an answer. */
    private static final Map<String, String> SHORT = Map.of("lease", "6s");

    private static final Duration IN_TIME = Duration.ofSeconds(5);

    @Test
    void everyStepOfAGoodServicePasses() throws Exception {
        try (ElasticHandler handler = (ElasticHandler) ZookeeperBackend.create(RendezvousParameters.builder("zookeeper")
                .endpoint(server.endpoint())
                .runId(run)
                .nodes(1, 1)
                .build())) {
            List<Check> checks = handler.check(Duration.ofSeconds(20));
            assertThat(checks).extracting(Check::result).containsOnly(Result.OK);
            assertThat(checks)
                    .extracting(Check::step)
                    .containsExactly(
                            "server " + server.endpoint(),
                            "session",
                            "lease",
                            "watch",
                            "write",
                            "notification",
                            "revoke");
            assertThat(checks.get(0).detail()).contains("ZooKeeper 3.9").contains("standalone");
        }
    }

    @Test
    void unresolvableNameIsReported() throws Exception {
        assertReported("no-such-host.invalid:2181", "no-such-host.invalid has no address", "check the host");
    }

    @Test
    void refusedConnectionIsReported() throws Exception {
        String endpoint = "127.0.0.1:" + FreePort.find();
        assertReported(endpoint, endpoint + " refuses connections", "check that a server runs there");
    }

    @Test
    void frozenServerIsReported() throws Exception {
        try (TcpProxy proxy = TcpProxy.before(server.address())) {
            proxy.hold();
            String endpoint = LocalServer.text(proxy.address());
            assertReported(endpoint, endpoint + " accepts connections and is silent", "frozen or overloaded");
        }
    }

    /** A server that cannot write its log ends itself. Here a limit of its process does what a full disk does. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void fullDiskIsReported() throws Exception {
        try (ServerProcess small = ServerProcess.startWithFileBlocks(folder, 4_000)) {
            eventually("the server serves", small::serves);
            String endpoint = small.client().toString();
            ZookeeperSpace space = open(endpoint, SHORT);
            eventually(
                    "a write has no answer",
                    () -> answer(space.put(
                                    "kv/1/" + UUID.randomUUID(), "v".repeat(200_000), Precondition.absent(), LINGER))
                            instanceof WriteOutcome.Unknown);
            eventually("the server has ended", () -> !small.serves());
            assertReported(endpoint, endpoint + " refuses connections", "the disk of the server is not full");
        }
    }

    @Test
    void missingQuorumIsReported() throws Exception {
        try (ServerSocket listener = scripted("This ZooKeeper instance is not currently serving requests\n")) {
            String endpoint = "127.0.0.1:" + listener.getLocalPort();
            assertReported(endpoint, endpoint + " runs but does not serve", "start more of its servers");
        }
    }

    @Test
    void otherProgramIsReported() throws Exception {
        try (ServerSocket listener = scripted("SSH-2.0-OpenSSH_9.9\r\n")) {
            String endpoint = "127.0.0.1:" + listener.getLocalPort();
            assertReported(endpoint, endpoint + " answers, but not as ZooKeeper does", "check the port");
        }
    }

    @Test
    void oneBrokenServerOfTwoIsAWarning() throws Exception {
        String refused = "127.0.0.1:" + FreePort.find();
        List<Check> checks =
                answer(open(refused + "," + server.endpoint(), Map.of()).check());
        assertThat(checks).extracting(Check::result).containsExactly(Result.WARN, Result.OK, Result.OK);
    }

    @Test
    void oldVersionIsReported() throws Exception {
        try (OldServer old = new OldServer()) {
            ZookeeperSpace space = open(old.endpoint(), SHORT);
            assertThat(answer(space.check())).first().satisfies(check -> {
                assertThat(check.result()).isEqualTo(Result.FAIL);
                assertThat(check.detail()).contains(old.endpoint(), "ZooKeeper 3.4.14", "3.6 or later");
            });
            assertThatThrownBy(() -> answer(space.watch("m/", () -> {})))
                    .isInstanceOf(RendezvousStateException.class)
                    .hasMessageContaining(old.endpoint())
                    .hasMessageContaining("3.6 or later");
        }
    }

    @Test
    void wrongPasswordIsReported() throws Exception {
        create(open(server.endpoint(), login("right")), "r/seal", "1", LINGER);
        ZookeeperSpace wrong = open(server.endpoint(), login("wrong"));
        List<Check> checks = answer(wrong.check());
        assertThat(checks).extracting(Check::result).containsExactly(Result.OK, Result.FAIL);
        assertThat(checks.get(1).detail())
                .contains(server.endpoint(), "user alice", "/rdzv/" + run, "check the password");
        assertThatThrownBy(() -> create(wrong, "m/node", "1", LINGER))
                .isInstanceOf(RendezvousStateException.class)
                .hasMessage(checks.get(1).detail());
    }

    @Test
    void missingRightsAreReported() throws Exception {
        create(open(server.endpoint(), login("right")), "r/seal", "1", LINGER);
        assertThatThrownBy(() -> create(open(), "m/node", "1", LINGER))
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContaining(server.endpoint())
                .hasMessageContaining("/rdzv/" + run)
                .hasMessageContaining("password_file");
    }

    @Test
    void valueThatIsTooLongIsReported() {
        assertThatThrownBy(() -> answer(open().put("m/node", "v".repeat(1 << 20), Precondition.absent(), LINGER)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("m/node")
                .hasMessageContaining("1048576 bytes")
                .hasMessageContaining("1000000");
    }

    private Map<String, String> login(String password) throws IOException {
        return Map.of(
                "user",
                "alice",
                "password_file",
                Files.writeString(folder.resolve(password), password + "\n").toString());
    }

    /** By the check, by a read and by a write. */
    private void assertReported(String endpoint, String problem, String remedy) throws Exception {
        ZookeeperSpace space = open(endpoint, SHORT);
        long start = System.nanoTime();
        List<Check> checks = answer(space.check());
        assertThat(checks).extracting(Check::result).containsExactly(Result.FAIL);
        assertThat(checks.get(0).detail()).contains(problem, remedy);
        assertThatThrownBy(() -> answer(space.get("m/node")))
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining("ZooKeeper at " + endpoint)
                .hasMessageContaining(problem)
                .hasMessageContaining(remedy);
        WriteOutcome outcome = answer(space.put("m/node", "1", Precondition.absent(), LINGER));
        assertThat(((WriteOutcome.Unknown) outcome).cause()).hasMessageContaining(problem);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_TIME.multipliedBy(3));
    }

    /** Says the same to each client. */
    private static ServerSocket scripted(String text) throws IOException {
        ServerSocket listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(
                () -> {
                    while (!listener.isClosed()) {
                        try (Socket client = listener.accept();
                                OutputStream out = client.getOutputStream()) {
                            client.getInputStream().readNBytes(4);
                            out.write(text.getBytes(US_ASCII));
                        } catch (IOException ignored) {
                            // The client is gone, or the test is over.
                        }
                    }
                },
                "scripted-server");
        thread.setDaemon(true);
        thread.start();
        return listener;
    }
}
