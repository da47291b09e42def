package dev.rendezvous.tcp;

import static dev.rendezvous.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.Store;
import dev.rendezvous.engine.ElasticHandler;
import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which node serves, and what the others see of it. */
class TcpSpaceTest {

    private static final Duration TTL = Duration.ofSeconds(2);
    private static final Life LINGER = Life.linger(Duration.ofHours(2));

    private Nodes nodes;

    @BeforeEach
    void start() throws Exception {
        nodes = new Nodes();
    }

    @AfterEach
    void stop() throws Exception {
        nodes.close();
    }

    @Test
    void firstNodeThatMayServeServes() throws Exception {
        TcpSpace first = serving();
        assertThat(create(first, "m/a")).isInstanceOf(WriteOutcome.Applied.class);
        TcpSpace second = serving();
        assertThat(answer(second.get("m/a"))).isPresent();
        assertThat(answer(nodes.open(Map.of()).get("m/a"))).isPresent();
    }

    @Test
    void nodeThatMayNotServeListensNowhere() {
        TcpSpace looking = nodes.open(Map.of());
        assertUnreachable(looking);
        TcpSpace never = nodes.open(Map.of("serve", "no"));
        never.mayServe(true);
        assertUnreachable(never);
    }

    @Test
    void anotherNodeTakesOverWithoutACall() throws Exception {
        TcpSpace first = serving();
        create(first, "m/a");
        TcpSpace second = serving();
        Lease lease = answer(second.grant(TTL));
        first.close();
        TcpSpace third = nodes.open(Map.of());
        eventually("the second node serves", () -> isReachable(third));
        eventually("the second node is connected", () -> isReachable(second));
        assertThat(answer(third.get("m/a"))).as("the new server is empty").isEmpty();
        assertThat(answer(lease.keepAlive())).isFalse();
    }

    @Test
    void nodeThatHasFinishedDoesNotTakeOver() throws Exception {
        TcpSpace first = serving();
        create(first, "m/a");
        TcpSpace second = serving();
        answer(second.grant(TTL));
        second.mayServe(false);
        first.close();
        assertUnreachable(second);
    }

    @Test
    void servingNodeWaitsForTheLastMember() throws Exception {
        TcpSpace first = serving();
        answer(first.grant(Duration.ofMinutes(1)));
        TcpSpace second = serving();
        WriteOutcome.Applied member = (WriteOutcome.Applied) create(second, "m/b");
        first.mayServe(false);
        BackgroundCall<Boolean> closing = BackgroundCall.start(() -> {
            first.close();
            return true;
        });
        closing.untilItWaits();
        assertThat(answer(second.get("m/b"))).isPresent();
        answer(second.delete("m/b", member.version()));
        assertThat(closing.result()).isTrue();
        second.mayServe(false);
        assertUnreachable(second);
    }

    @Test
    void deleteAllDeletesTheKeysOfARound() throws Exception {
        TcpSpace space = serving();
        create(space, "m/a");
        try (Store round = space.roundStore(7, Duration.ofSeconds(30)).orElseThrow();
                Store next = space.roundStore(8, Duration.ofSeconds(30)).orElseThrow()) {
            round.set("key", new byte[] {1});
            next.set("key", new byte[] {2});
            answer(space.deleteAll("kv/7/"));
            assertThat(round.find("key")).isEmpty();
            assertThat(next.find("key")).isPresent();
        }
    }

    @Test
    void serverStartedByHandIsUsed() throws Exception {
        try (TcpStoreServer server = TcpStoreServer.builder().port(nodes.port()).start()) {
            TcpSpace space = serving();
            create(space, "m/a");
            space.close();
            assertThat(answer(nodes.open(Map.of()).get("m/a"))).isPresent();
            assertThat(server.port()).isEqualTo(nodes.port());
        }
    }

    @Test
    void otherProgramOnThePortIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(nodes.port(), 8, InetAddress.getLoopbackAddress())) {
            BackgroundCall<Boolean> greeting = BackgroundCall.start(() -> {
                try (Socket client = other.accept()) {
                    OutputStream out = client.getOutputStream();
                    out.write("SSH-2.0-OpenSSH_9.9\r\n".getBytes(US_ASCII));
                    out.flush();
                    return client.getInputStream().read() >= 0;
                }
            });
            TcpSpace space = nodes.open(Map.of());
            assertThatThrownBy(() -> answer(space.get("m/a")))
                    .isInstanceOf(RendezvousStateException.class)
                    .hasMessageContaining("127.0.0.1:" + nodes.port())
                    .hasMessageContaining("another program");
            assertThat(greeting.result()).isTrue();
        }
    }

    @Test
    void differentSecretsAreNamed(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "a text that is long enough to be a secret\n");
        Path other = Files.writeString(folder.resolve("other"), "another text that is long enough for that\n");
        TcpSpace first = nodes.open(Map.of("secret_file", secret.toString()));
        first.mayServe(true);
        create(first, "m/a");
        TcpSpace second = nodes.open(Map.of("secret_file", other.toString()));
        assertThatThrownBy(() -> answer(second.get("m/a")))
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContaining("secret");
        TcpSpace third = nodes.open(Map.of("secret_file", secret.toString()));
        assertThat(answer(third.get("m/a"))).isPresent();
    }

    @Test
    void checkStopsAtTheFirstStepThatFails() throws Exception {
        List<Check> checks = answer(nodes.open(Map.of()).check());

        assertThat(checks).extracting(Check::step).containsExactly("resolve", "connect");
        assertThat(checks).extracting(Check::result).containsExactly(Check.Result.OK, Check.Result.FAIL);
        assertThat(checks.get(1).detail())
                .contains("port " + nodes.port(), "nothing listens there", "rdzv store serve");
    }

    @Test
    void checkNamesEachStepThatWorks() throws Exception {
        create(serving(), "m/a");

        List<Check> checks = answer(nodes.open(Map.of()).check());

        assertThat(checks).extracting(Check::step).containsExactly("resolve", "connect", "login");
        assertThat(checks).extracting(Check::result).containsOnly(Check.Result.OK);
        assertThat(checks.get(2).detail()).contains("a server of rendezvous at 127.0.0.1:" + nodes.port());
    }

    @Test
    void checkReportsAnotherProgramAtTheLogin() throws Exception {
        try (ServerSocket other = new ServerSocket(nodes.port(), 1, InetAddress.getLoopbackAddress())) {
            CompletionStage<List<Check>> checking = nodes.open(Map.of()).check();
            try (Socket taken = other.accept()) {
                taken.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                List<Check> checks = answer(checking);
                assertThat(checks).extracting(Check::step).containsExactly("resolve", "connect", "login");
                assertThat(checks.get(2).detail()).contains("is it another program?");
            }
        }
    }

    @Test
    void checkTriesALeaseAWriteAndWatch() throws Exception {
        create(serving(), "r/seal");
        try (ElasticHandler handler =
                (ElasticHandler) TcpBackend.create(nodes.parameters().build())) {
            List<Check> checks = handler.check(Duration.ofSeconds(30));

            assertThat(checks)
                    .extracting(Check::step)
                    .containsExactly(
                            "resolve", "connect", "login", "lease", "watch", "write", "notification", "revoke");
            assertThat(checks).extracting(Check::result).containsOnly(Check.Result.OK);
        }
    }

    private TcpSpace serving() {
        TcpSpace space = nodes.open(Map.of());
        space.mayServe(true);
        return space;
    }

    private static WriteOutcome create(CoordinationSpace space, String key) throws Exception {
        return answer(space.put(key, "1", Precondition.absent(), LINGER));
    }

    private static boolean isReachable(CoordinationSpace space) throws Exception {
        try {
            answer(space.get("r/seal"));
            return true;
        } catch (RendezvousConnectionException notYet) {
            return false;
        }
    }

    private static void assertUnreachable(CoordinationSpace space) {
        assertThatThrownBy(() -> answer(space.get("r/seal"))).isInstanceOf(RendezvousConnectionException.class);
    }

    private static <T> T answer(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
