package dev.rendezvous.etcd;

import static dev.rendezvous.etcd.Spaces.answer;
import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.etcd.transport.Gateway;
import dev.rendezvous.etcd.wire.Answer;
import dev.rendezvous.etcd.wire.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A handle while members of a cluster of three are killed and frozen. */
@RequiresEtcd
@Tag("faults")
class EtcdFaultsTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 3;
    private static final int SOCKET_BUFFERS = 16 << 20;
    private static final Duration PATIENT = Duration.ofSeconds(5);
    private static final Duration TTL = Duration.ofSeconds(10);

    private final Spaces spaces = new Spaces();
    private EtcdCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = EtcdCluster.start();
    }

    @AfterEach
    void stop() throws Exception {
        spaces.close();
        cluster.close();
    }

    /** Its streams are silent, so a keep-alive to the same member must tell. */
    @Test
    @DisplayName("R6: a frozen member is noticed by the keep-alive, and its streams move")
    void frozenMemberIsNoticedByTheKeepAlive() throws Exception {
        CoordinationSpace watching = spaces.openFirst(cluster.endpointsFrom(0), LIMIT);
        CoordinationSpace writing = spaces.openFirst(List.of(member(1), member(2)), Duration.ofSeconds(10));
        Lease lease = answer(watching.grant(TTL));
        AtomicInteger hints = new AtomicInteger();
        answer(watching.watch("m/", hints::incrementAndGet));
        cluster.freeze(0);
        eventually(
                "a write",
                () -> Spaces.create(writing, "m/missed", "1") instanceof WriteOutcome.Applied
                        || answer(writing.get("m/missed")).isPresent());
        assertThat(hints.get()).as("hints of a frozen member").isZero();
        assertThatThrownBy(() -> answer(lease.keepAlive())).isInstanceOf(RendezvousConnectionException.class);
        eventually("a hint from another member", () -> hints.get() > 0);
        assertThat(answer(watching.get("m/missed"))).isPresent();
        assertThat(answer(lease.keepAlive())).isTrue();
        int seen = hints.get();
        Spaces.create(writing, "m/next", "1");
        eventually("a hint of the next change", () -> hints.get() > seen);
    }

    @Test
    void killedMemberIsLeftAtOnce() throws Exception {
        CoordinationSpace watching = spaces.openFirst(cluster.endpointsFrom(0), LIMIT);
        AtomicInteger hints = new AtomicInteger();
        answer(watching.watch("m/", hints::incrementAndGet));
        cluster.kill(0);
        eventually("a hint from another member", () -> hints.get() > 0);
        eventually("another member answers", () -> Spaces.isReachable(watching));
    }

    @Test
    void leaseOutlivesItsLeader() throws Exception {
        int leader = cluster.leader(spaces.gateway(cluster.endpoints(), LIMIT));
        CoordinationSpace space = spaces.openFirst(cluster.endpointsFrom(leader), LIMIT);
        Lease lease = answer(space.grant(TTL));
        answer(space.put("m/key", "1", Precondition.absent(), Life.leased(lease)));
        cluster.kill(leader);
        eventually("a keep-alive", () -> {
            try {
                return answer(lease.keepAlive());
            } catch (RendezvousConnectionException noLeaderYet) {
                return false;
            }
        });
        assertThat(answer(space.get("m/key"))).isPresent();
    }

    @Test
    void missingQuorumIsNamedWithTheRemedy() throws Exception {
        CoordinationSpace space = spaces.openFirst(cluster.endpointsFrom(0), LIMIT);
        cluster.kill(1);
        cluster.kill(2);
        assertThatThrownBy(() -> answer(space.get("m/key")))
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining("quorum")
                .hasMessageContaining("etcdctl endpoint status");
        assertThat(answer(space.put("m/key", "1", Precondition.absent(), Life.linger(TTL))))
                .isInstanceOf(WriteOutcome.Unknown.class);
        CoordinationSpace checking = spaces.openFirst(cluster.endpointsFrom(0), LIMIT);
        List<Check> checks = answer(checking.check());
        assertThat(checks).last().satisfies(check -> {
            assertThat(check.step()).isEqualTo("quorum");
            assertThat(check.result()).isEqualTo(Check.Result.FAIL);
        });
    }

    /** What a read with {@code serializable} would do. The member has not seen the second write, and cannot catch up. */
    @Test
    void readsNeverGoBackToALaggingMember() throws Exception {
        assertThat(readAtALaggingMember(gateway -> gateway, 0)).as("no answer").isEqualTo("none");
    }

    @Test
    void negativeControlOfSerializableReadsGoesBack() throws Exception {
        String read = "";
        for (int attempt = 0; attempt < ATTEMPTS && !read.equals("1"); attempt++) {
            read = readAtALaggingMember(SerializableReads::new, attempt);
        }
        assertThat(read).as("what a read goes back to").isEqualTo("1");
    }

    private interface Wrapper {
        Gateway around(Gateway gateway);
    }

    private static final class SerializableReads extends ForwardingGateway {
        SerializableReads(Gateway next) {
            super(next);
        }

        @Override
        public CompletionStage<Answer> call(Request request) {
            if (!request.path().equals("kv/range")) {
                return super.call(request);
            }
            Map<String, Object> fields = new HashMap<>(request.fields());
            fields.put("serializable", true);
            return super.call(new Request(request.path(), fields));
        }
    }

    /** {@return what a handle reads at a member that has missed a write, after it has seen the write at another one} */
    private String readAtALaggingMember(Wrapper wrapper, int attempt) throws Exception {
        String key = "m/key" + attempt;
        int leader = cluster.leader(spaces.gateway(cluster.endpoints(), LIMIT));
        int lagging = (leader + 1) % EtcdCluster.SIZE;
        Gateway gateway = wrapper.around(spaces.gateway(List.of(member(leader), member(lagging)), PATIENT));
        CoordinationSpace space = new EtcdSpace(gateway, new EtcdKeys(spaces.root()));
        WriteOutcome.Applied first = (WriteOutcome.Applied) Spaces.create(space, key, "1");
        eventually(
                "the other member has the write",
                () -> answer(new EtcdSpace(
                                        new SerializableReads(spaces.gateway(List.of(member(lagging)), LIMIT)),
                                        new EtcdKeys(spaces.root()))
                                .get(key))
                        .isPresent());
        cluster.freeze(lagging);
        fillConnections(space, key);
        assertThat(answer(space.put(key, "2", Precondition.version(first.version()), Spaces.LINGER)))
                .isInstanceOf(WriteOutcome.Applied.class);
        assertThat(answer(space.get(key))).map(Entry::value).contains("2");
        cluster.kill(leader);
        int third = (leader + 2) % EtcdCluster.SIZE;
        cluster.kill(third);
        cluster.resume(lagging);
        String read = read(space, key);
        cluster.start(leader);
        cluster.start(third);
        cluster.awaitService();
        return read;
    }

    /** What the leader sends to the frozen member waits in the sockets between them, up to some megabytes. More is lost with the leader. */
    private static void fillConnections(CoordinationSpace space, String key) throws Exception {
        String large = "x".repeat(space.maxValueBytes() / 2);
        for (int size = 0; size < SOCKET_BUFFERS; size += large.length()) {
            Spaces.create(space, key + "/large" + size, large);
        }
    }

    /** Two attempts: the first may find that the connection to the leader is broken. */
    private static String read(CoordinationSpace space, String key) throws Exception {
        boolean first = Spaces.isReachable(space);
        return first || Spaces.isReachable(space)
                ? answer(space.get(key)).map(Entry::value).orElse("absent")
                : "none";
    }

    private Endpoint member(int index) {
        return cluster.member(index).endpoint();
    }
}
