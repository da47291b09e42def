package dev.rendezvous.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.time.Duration;
import java.util.Map;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;

/** How keys are kept in nodes. */
@SuppressWarnings("try") // The close of ZooKeeper may be interrupted, and the test with it.
class ZookeeperKeysTest extends SpaceFixture {

    private static final Duration TTL = Duration.ofSeconds(20);

    @Test
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
    void writeToAnEarlierLifeOfKeyConflicts() throws Exception {
        ZookeeperSpace first = open();
        long version = create(first, "r/seal", "first", LINGER).version();
        ZookeeperSpace second = open();
        answer(second.delete("r/seal", version));
        create(second, "r/seal", "second", LINGER);
        assertThat(rewrite(first, "r/seal", "again", version, LINGER)).isInstanceOf(WriteOutcome.Conflict.class);
        assertThat(value(open(), "r/seal")).contains("second");
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
