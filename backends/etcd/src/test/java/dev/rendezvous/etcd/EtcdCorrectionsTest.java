package dev.rendezvous.etcd;

import static dev.rendezvous.etcd.Spaces.LINGER;
import static dev.rendezvous.etcd.Spaces.answer;
import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.engine.tck.TcpProxy;
import dev.rendezvous.etcd.transport.Gateway;
import dev.rendezvous.etcd.wire.Answer;
import dev.rendezvous.etcd.wire.Request;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a design for etcd would have had wrong, had it not been tried. Each test fails without its correction. */
@RequiresEtcd
class EtcdCorrectionsTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Endpoint SERVER = SharedEtcd.get().endpoint();

    private final Spaces spaces = new Spaces();

    /** Remembers what was asked. */
    private static final class Recording extends ForwardingGateway {
        private final List<String> paths = Collections.synchronizedList(new ArrayList<>());

        Recording(Gateway next) {
            super(next);
        }

        @Override
        public CompletionStage<Answer> call(Request request) {
            paths.add(request.path());
            return super.call(request);
        }
    }

    @AfterEach
    void close() throws Exception {
        spaces.close();
    }

    @Test
    @DisplayName("R5: a get takes no longer key")
    void getTakesNoLongerKey() throws Exception {
        CoordinationSpace space = spaces.openFirst(List.of(SERVER), LIMIT);
        Spaces.create(space, "m/node10", "1");
        assertThat(answer(space.get("m/node1"))).isEmpty();
    }

    @Test
    @DisplayName("R7: a value that the server refuses as too large is final")
    void valueThatTheServerRefusesIsFinal() throws Exception {
        try (EtcdServer small = EtcdServer.start(List.of("--max-request-bytes=10000"))) {
            CoordinationSpace space = spaces.openFirst(List.of(small.endpoint()), LIMIT);
            // Over the limit the gateway answers with 400, over half a megabyte more with 429.
            for (int length : new int[] {20_000, 900_000}) {
                assertThatThrownBy(() -> Spaces.create(space, "m/key", "v".repeat(length)))
                        .isInstanceOf(RendezvousStateException.class)
                        .hasMessageContaining("--max-request-bytes")
                        .hasMessageContaining(small.endpoint().toString());
            }
        }
    }

    @Test
    @DisplayName("R8: the time-to-live of a lease is the granted one")
    void timeToLiveIsTheGrantedOne() throws Exception {
        CoordinationSpace space = spaces.openFirst(List.of(SERVER), LIMIT);
        assertThat(answer(space.grant(Duration.ofSeconds(1))).ttl()).isEqualTo(Duration.ofSeconds(2));
        assertThat(answer(space.grant(Duration.ofMillis(6_001))).ttl()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    @DisplayName("R11: a dead lease and a wrong precondition are never applied")
    void deadLeaseWithWrongPreconditionIsNeverApplied() throws Exception {
        CoordinationSpace space = spaces.openFirst(List.of(SERVER), LIMIT);
        Lease lease = answer(space.grant(Duration.ofSeconds(2)));
        answer(lease.revoke());
        assertThat(answer(space.put("m/key", "1", Precondition.version(7), Life.leased(lease))))
                .isNotInstanceOf(WriteOutcome.Applied.class);
        assertThat(answer(space.put("m/key", "1", Precondition.absent(), Life.leased(lease))))
                .isEqualTo(new WriteOutcome.LeaseLost());
    }

    @Test
    @DisplayName("R20: a rewrite of a key that lingers is one request")
    void rewriteOfALingeringKeyIsOneRequest() throws Exception {
        Recording gateway = new Recording(spaces.gateway(List.of(SERVER), LIMIT));
        CoordinationSpace space = new EtcdSpace(gateway, new EtcdKeys(spaces.root()));
        WriteOutcome.Applied first = (WriteOutcome.Applied) Spaces.create(space, "r/seal", "1");
        answer(space.put("r/seal", "2", Precondition.version(first.version()), LINGER));
        assertThat(gateway.paths).containsExactly("lease/grant", "kv/txn", "kv/txn");
    }

    /** Without a lease in the request the rewrite would take the lease off the key, which would stay for ever. */
    @Test
    @DisplayName("R20: a key that was rewritten lingers on")
    void rewrittenKeyLingersOn() throws Exception {
        CoordinationSpace space = spaces.openFirst(List.of(SERVER), LIMIT);
        Life brief = Life.linger(Duration.ofSeconds(2));
        WriteOutcome.Applied first =
                (WriteOutcome.Applied) answer(space.put("r/seal", "1", Precondition.absent(), brief));
        answer(space.put("r/seal", "2", Precondition.version(first.version()), brief));
        assertThat(answer(space.get("r/seal"))).map(Entry::value).contains("2");
        eventually("the key is gone", () -> answer(space.get("r/seal")).isEmpty());
    }

    @Test
    void touchExtendsTheLifeOfKeysThatLinger() throws Exception {
        CoordinationSpace space = spaces.openFirst(List.of(SERVER), LIMIT);
        Life brief = Life.linger(Duration.ofSeconds(2));
        answer(space.put("r/seal", "1", Precondition.absent(), brief));
        long start = System.nanoTime();
        eventually("twice the time has passed", () -> {
            assertThat(answer(space.touch("r/"))).isTrue();
            return System.nanoTime() - start > Duration.ofSeconds(6).toNanos();
        });
        assertThat(answer(space.get("r/seal"))).isPresent();
    }

    /** The session of another node must end although its key lies below a prefix that is touched. */
    @Test
    void touchKeepsNoSessionAlive() throws Exception {
        CoordinationSpace owner = spaces.openFirst(List.of(SERVER), LIMIT);
        CoordinationSpace other = spaces.openFirst(List.of(SERVER), LIMIT);
        Lease lease = answer(owner.grant(Duration.ofSeconds(2)));
        answer(owner.put("r/status", "1", Precondition.absent(), Life.leased(lease)));
        eventually("the key of the session is gone", () -> {
            assertThat(answer(other.touch("r/"))).isFalse();
            return answer(other.get("r/status")).isEmpty();
        });
    }

    /** The lease with which this node keeps its keys is gone together with them. */
    @Test
    void writeAfterLostMemoryGetsANewLease() throws Exception {
        try (EtcdServer server = EtcdServer.start()) {
            CoordinationSpace space = spaces.openFirst(List.of(server.endpoint()), LIMIT);
            Spaces.create(space, "r/seal", "1");
            server.process().kill();
            server.process().deleteData();
            server.process().start();
            server.awaitService();
            eventually("the server is reached", () -> Spaces.isReachable(space));
            assertThat(answer(space.get("r/seal"))).isEmpty();
            assertThat(Spaces.create(space, "r/seal", "2")).isInstanceOf(WriteOutcome.Applied.class);
        }
    }

    /** A watch that resumed from a revision would be cancelled, and its connection would stay open and silent. */
    @Test
    void watchOutlastsACompactionDuringAGap() throws Exception {
        try (TcpProxy proxy = TcpProxy.before(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), SERVER.port().orElseThrow()))) {
            CoordinationSpace watching = spaces.openFirst(
                    List.of(Endpoint.of("127.0.0.1", proxy.address().getPort())), LIMIT);
            AtomicInteger hints = new AtomicInteger();
            answer(watching.watch("m/", hints::incrementAndGet));
            proxy.refuse();
            CoordinationSpace writing = spaces.openFirst(List.of(SERVER), LIMIT);
            long last = 0;
            for (int i = 0; i < 5; i++) {
                last = ((WriteOutcome.Applied) Spaces.create(writing, "m/" + i, "1")).version();
            }
            answer(spaces.gateway(List.of(SERVER), LIMIT)
                    .call(new Request("kv/compaction", Map.of("revision", last, "physical", true))));
            proxy.accept();
            eventually("a hint after the gap", () -> hints.get() > 0);
            int seen = hints.get();
            Spaces.create(writing, "m/after", "1");
            eventually("a hint of the next change", () -> hints.get() > seen);
        }
    }

    /** Each member of a group gets the bytes of each round once more: {@code docs/backends.md} says how many. */
    @Test
    @DisplayName("R21: a hint costs the value once, in base64")
    void hintCostsTheValueOnce() throws Exception {
        try (TcpProxy proxy = TcpProxy.before(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), SERVER.port().orElseThrow()))) {
            CoordinationSpace watching = spaces.openFirst(
                    List.of(Endpoint.of("127.0.0.1", proxy.address().getPort())), LIMIT);
            CoordinationSpace writing = spaces.openFirst(List.of(SERVER), LIMIT);
            int length = 27_000;
            WriteOutcome.Applied first = (WriteOutcome.Applied) Spaces.create(writing, "r/seal", "v".repeat(length));
            AtomicInteger hints = new AtomicInteger();
            answer(watching.watch("r/", hints::incrementAndGet));
            long before = proxy.repliedBytes();
            answer(writing.put("r/seal", "w".repeat(length), Precondition.version(first.version()), LINGER));
            eventually("a hint", () -> hints.get() > 0);
            assertThat(proxy.repliedBytes() - before).isBetween(length * 4L / 3, length * 4L / 3 + 1_000);
        }
    }

    @Test
    void closedWatchLeavesNoConnection() throws Exception {
        try (TcpProxy proxy = TcpProxy.before(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), SERVER.port().orElseThrow()))) {
            CoordinationSpace space = spaces.openFirst(
                    List.of(Endpoint.of("127.0.0.1", proxy.address().getPort())), LIMIT);
            AtomicInteger hints = new AtomicInteger();
            AutoCloseable watch = answer(space.watch("m/", hints::incrementAndGet));
            Spaces.create(space, "m/1", "1");
            eventually("a hint", () -> hints.get() > 0);
            watch.close();
            int seen = hints.get();
            Spaces.create(space, "m/2", "1");
            assertThat(answer(space.list("m/")).entries()).hasSize(2);
            assertThat(hints.get()).isEqualTo(seen);
        }
    }
}
