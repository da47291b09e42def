package dev.rendezvous.zookeeper;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.PutAndLook;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.engine.tck.TcpProxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How keys are kept in nodes. */
@SuppressWarnings("try") // The close of ZooKeeper may be interrupted, and the test with it.
class ZookeeperKeysTest extends SpaceFixture {

    private static final Duration TTL = Duration.ofSeconds(20);

    @Test
    @DisplayName("R4: a write of an earlier life conflicts")
    void writeOfAnEarlierLifeConflicts() throws Exception {
        ZookeeperSpace first = open();
        Life life = Life.leased(grant(first, TTL));
        long version = create(first, "m/node", "first", life).version();
        ZookeeperSpace second = open();
        assertThat(answer(second.delete("m/node", version))).isInstanceOf(WriteOutcome.Applied.class);
        create(second, "m/node", "second", Life.leased(grant(second, TTL)));
        // Both nodes are at the same version of their life, and both sessions live.
        assertThat(rewrite(first, "m/node", "again", version, life)).isInstanceOf(WriteOutcome.Conflict.class);
        assertThat(answer(first.delete("m/node", version))).isInstanceOf(WriteOutcome.Conflict.class);
        assertThat(value(open(), "m/node")).contains("second");
    }

    @Test
    @DisplayName("R4: a write to an earlier life of a key that lingers conflicts")
    void writeToAnEarlierLifeOfKeyConflicts() throws Exception {
        ZookeeperSpace first = open();
        long version = create(first, "r/seal", "first", LINGER).version();
        ZookeeperSpace second = open();
        answer(second.delete("r/seal", version));
        create(second, "r/seal", "second", LINGER);
        assertThat(rewrite(first, "r/seal", "again", version, LINGER)).isInstanceOf(WriteOutcome.Conflict.class);
        assertThat(value(open(), "r/seal")).contains("second");
    }

    /** The service refuses reads in a transaction, so the list is asked for while the answer to the write is on its way. */
    @Test
    @DisplayName("R16: a write and a list take one trip")
    void writeAndListTakeOneTrip() throws Exception {
        try (TcpProxy proxy = TcpProxy.before(server.address())) {
            ZookeeperSpace space = open(LocalServer.text(proxy.address()), Map.of("lease", "60s"));
            create(space, "m/first", "1", LINGER);
            proxy.holdReplies();
            CompletionStage<PutAndLook> both = space.putThenList("m/node", "1", Precondition.absent(), LINGER, "m/");
            eventually(
                    "the list has been asked for", () -> server.lastRequests().contains("GETC"));
            assertThat(both.toCompletableFuture().isDone()).isFalse();
            proxy.resume();
            PutAndLook look = answer(both);
            assertThat(look.outcome()).isInstanceOf(WriteOutcome.Applied.class);
            assertThat(look.listing().orElseThrow().entries())
                    .extracting(Entry::key)
                    .contains("m/first", "m/node");
        }
    }

    @Test
    void listOfManyKeysTakesFewRequests() throws Exception {
        ZookeeperSpace space = open();
        int keys = 50;
        for (int i = 0; i < keys; i++) {
            create(space, "m/" + i, "1", LINGER);
        }
        long before = server.requests();
        assertThat(answer(space.list("m/")).entries()).hasSize(keys);
        // The names, and two times up to 32 nodes. The client may ping meanwhile.
        assertThat(server.requests() - before).isBetween(3L, 4L);
    }

    @Test
    void firstKeyOfAGroupTakesFewRequests() throws Exception {
        create(open(server.endpoint(), Map.of()), "m/node", "1", LINGER);
        ZookeeperSpace other = closedAtEnd(Spaces.open(server.endpoint(), "another-" + run));
        assertThat(value(other, "m/node")).isEmpty();
        long before = server.requests();
        create(other, "m/node", "1", LINGER);
        // A write that finds no container, what makes the containers, and the write again.
        assertThat(server.requests() - before).isBetween(3L, 4L);
        assertThat(value(other, "m/node")).contains("1");
    }

    @Test
    void rewriteWithAnotherLeaseIsRefused() throws Exception {
        ZookeeperSpace space = open();
        long version = create(space, "m/node", "1", LINGER).version();
        Life leased = Life.leased(grant(space, TTL));
        assertThatThrownBy(() -> rewrite(space, "m/node", "2", version, leased))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("m/node")
                .hasMessageContaining("delete it, then create it");
        assertThat(value(space, "m/node")).contains("1");
    }

    @Test
    void deletedKeyLeavesNoGuard() throws Exception {
        ZookeeperSpace space = open();
        long version = create(space, "kv/1/a", "1", LINGER).version();
        create(space, "kv/1/b", "1", LINGER);
        answer(space.delete("kv/1/a", version));
        answer(space.deleteAll("kv/1/"));
        Lease lease = grant(space, TTL);
        create(space, "m/node", "1", Life.leased(lease));
        answer(lease.revoke());
        try (ZooKeeper client = new ZooKeeper(server.endpoint(), 10_000, event -> {})) {
            assertThat(client.getChildren("/rdzv/" + run + "/g", false)).isEmpty();
        }
    }

    @Test
    void chrootHoldsTheKeys() throws Exception {
        ZookeeperSpace inside = open(server.endpoint() + "/team", Map.of());
        create(inside, "m/node", "1", LINGER);
        assertThat(value(open(), "m/node")).isEmpty();
        try (ZooKeeper client = new ZooKeeper(server.endpoint(), 10_000, event -> {})) {
            assertThat(client.exists("/team/rdzv/" + run + "/m/node", false)).isNotNull();
        }
    }

    @Test
    void missingParentOfTheChrootIsNamed() {
        ZookeeperSpace space = open(server.endpoint() + "/no/such", Map.of());
        assertThatThrownBy(() -> create(space, "m/node", "1", LINGER))
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContaining(server.endpoint())
                .hasMessageContaining("/no/such");
    }

    @Test
    void nodeOfAnotherProgramIsNamed() throws Exception {
        ZookeeperSpace space = open();
        create(space, "m/node", "1", LINGER);
        try (ZooKeeper client = new ZooKeeper(server.endpoint(), 10_000, event -> {})) {
            client.create(
                    "/rdzv/" + run + "/m/other", new byte[] {1}, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        }
        assertThatThrownBy(() -> answer(space.list("m/")))
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContaining("m/other");
    }
}
