package dev.rendezvous.zookeeper;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.engine.tck.TcpProxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A session as a lease. */
class ZookeeperLeaseTest extends SpaceFixture {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(900);

    @Test
    @DisplayName("R8: a lease has the time that was granted")
    void leaseHasTheTimeThatWasGranted() throws Exception {
        ZookeeperSpace space = open();
        assertThat(grant(space, Duration.ofMillis(500)).ttl())
                .isEqualTo(Duration.ofMillis(LocalServer.SHORTEST_SESSION_MILLIS));
        assertThat(grant(space, Duration.ofHours(1)).ttl())
                .isEqualTo(Duration.ofMillis(LocalServer.LONGEST_SESSION_MILLIS));
    }

    @Test
    void leaseOfTheConfiguredTimeNeedsOneSession() throws Exception {
        ZookeeperSpace space = open(server.endpoint(), Map.of("lease", "20s"));
        create(space, "r/seal", "1", LINGER);
        Lease lease = grant(space, Duration.ofSeconds(20));
        create(space, "m/node", "1", Life.leased(lease));
        assertThat(server.sessions()).isEqualTo(1);
        answer(lease.revoke());
        assertThat(value(space, "m/node")).isEmpty();
        assertThat(value(space, "r/seal")).contains("1");
    }

    @Test
    @DisplayName("R12: a revoke whose request is lost fails")
    void revokeWhoseRequestIsLostFails() throws Exception {
        try (TcpProxy proxy = TcpProxy.before(server.address())) {
            ZookeeperSpace space = open(LocalServer.text(proxy.address()), Map.of());
            Lease lease = grant(space, LONG);
            create(space, "m/node", "1", Life.leased(lease));
            proxy.cutBeforeRequest();
            assertConnectionFails(lease.revoke());
            assertThat(value(open(), "m/node")).contains("1");
            eventually("a later revoke is confirmed", () -> isAnswered(lease.revoke()));
            assertThat(value(open(), "m/node")).isEmpty();
        }
    }

    @Test
    @DisplayName("R12: a revoke whose reply is lost fails")
    void revokeWhoseReplyIsLostFails() throws Exception {
        try (TcpProxy proxy = TcpProxy.before(server.address())) {
            ZookeeperSpace space = open(LocalServer.text(proxy.address()), Map.of());
            Lease lease = grant(space, LONG);
            create(space, "m/node", "1", Life.leased(lease));
            proxy.cutBeforeReply();
            assertConnectionFails(lease.revoke());
            ZookeeperSpace other = open();
            eventually("the session has ended", () -> value(other, "m/node").isEmpty());
            eventually("a later revoke is confirmed", () -> isAnswered(lease.revoke()));
        }
    }

    @Test
    void connectionThatIsCutKeepsTheLease() throws Exception {
        try (TcpProxy proxy = TcpProxy.before(server.address())) {
            ZookeeperSpace space = open(LocalServer.text(proxy.address()), Map.of());
            Lease lease = grant(space, LONG);
            create(space, "m/node", "1", Life.leased(lease));
            proxy.cutAll();
            eventually("the lease is confirmed", () -> isAnswered(lease.keepAlive()));
            assertThat(answer(lease.keepAlive())).isTrue();
            assertThat(value(open(), "m/node")).contains("1");
        }
    }

    @Test
    void silentEngineLetsItsLeaseEnd() throws Exception {
        ZookeeperSpace space = open();
        create(space, "m/node", "1", Life.leased(grant(space, SHORT)));
        ZookeeperSpace other = open();
        eventually("the lease has ended", () -> value(other, "m/node").isEmpty());
    }

    @Test
    void engineThatAsksAgainKeepsItsLease() throws Exception {
        ZookeeperSpace space = open();
        Lease lease = grant(space, Duration.ofSeconds(4));
        create(space, "m/node", "1", Life.leased(lease));
        assertThat(server.sessions()).isEqualTo(1);
        eventually("another session serves the reads", () -> {
            assertThat(value(space, "m/node")).contains("1");
            return server.sessions() == 2;
        });
        assertThat(answer(lease.keepAlive())).isTrue();
        assertThat(value(space, "m/node")).contains("1");
        eventually("the lease serves the reads again", () -> server.sessions() == 1);
    }

    @Test
    void endOfTheSessionIsTold() throws Exception {
        ZookeeperSpace space = open();
        Lease lease = grant(space, LONG);
        create(space, "m/node", "1", Life.leased(lease));
        server.endSessions();
        eventually("the end is told", () -> isAnswered(lease.keepAlive()) && !answer(lease.keepAlive()));
        assertThat(answer(space.put("m/node", "2", Precondition.absent(), Life.leased(lease))))
                .isInstanceOf(WriteOutcome.LeaseLost.class);
        assertThat(value(space, "m/node")).isEmpty();
    }

    @Test
    void watchOutlivesTheSession() throws Exception {
        ZookeeperSpace space = open();
        Lease lease = grant(space, LONG);
        AtomicInteger hints = new AtomicInteger();
        answer(space.watch("m/", hints::incrementAndGet));
        server.endSessions();
        eventually("the gap is hinted", () -> hints.get() > 0);
        int before = hints.get();
        create(open(), "m/node", "1", LINGER);
        eventually("the change is hinted", () -> hints.get() > before);
        assertThat(answer(lease.keepAlive())).isFalse();
    }

    @Test
    void closedWatchHintsNoMore() throws Exception {
        ZookeeperSpace space = open();
        AtomicInteger closedHints = new AtomicInteger();
        AtomicInteger hints = new AtomicInteger();
        AutoCloseable closed = answer(space.watch("m/", closedHints::incrementAndGet));
        AutoCloseable last = answer(space.watch("e/", closedHints::incrementAndGet));
        answer(space.watch("m/", hints::incrementAndGet));
        closed.close();
        last.close();
        int before = closedHints.get();
        create(open(), "e/1/turn", "1", LINGER);
        create(open(), "m/node", "1", LINGER);
        eventually("the open watch hints", () -> hints.get() > 0);
        assertThat(closedHints).hasValue(before);
    }

    @Test
    void closedSpaceLeavesNoThread() throws Exception {
        ZookeeperSpace space = open();
        grant(space, LONG);
        space.close();
        eventually(
                "the threads have ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("rendezvous-zookeeper-" + run)
                                || thread.getName().contains("-SendThread(" + server.endpoint())));
    }

    private static boolean isAnswered(CompletionStage<?> stage) throws Exception {
        try {
            answer(stage);
            return true;
        } catch (RendezvousConnectionException notYet) {
            return false;
        }
    }

    private static void assertConnectionFails(CompletionStage<?> stage) {
        assertThatThrownBy(() -> answer(stage)).isInstanceOf(RendezvousConnectionException.class);
    }
}
