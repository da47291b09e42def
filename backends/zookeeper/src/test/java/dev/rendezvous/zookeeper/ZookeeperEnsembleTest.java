package dev.rendezvous.zookeeper;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Faults of an ensemble: servers that are killed or frozen, one after the other and all at once. */
@DisabledOnOs(OS.WINDOWS)
@Tag("faults")
class ZookeeperEnsembleTest {

    private static final Life LINGER = Life.linger(Duration.ofHours(2));
    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static List<ServerProcess> servers = List.of();

    private final String run = UUID.randomUUID().toString();
    private final List<ZookeeperSpace> spaces = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        servers = ServerProcess.ensemble(folder, 3);
    }

    @AfterAll
    static void stop() {
        servers.forEach(ServerProcess::close);
    }

    @BeforeEach
    void awaitServers() throws Exception {
        eventually("every server serves", () -> servers.stream().allMatch(ServerProcess::serves));
    }

    @AfterEach
    void close() {
        spaces.forEach(ZookeeperSpace::close);
    }

    @Test
    void eachServerMayBeKilled() throws Exception {
        ZookeeperSpace space = open(servers);
        Lease lease = keptLease(space, LONG);
        long token = create(space, "r/seal", "0").version();
        for (ServerProcess server : List.copyOf(servers)) {
            server.kill();
            token = rewrittenAfter(space, token);
            assertKept(space, lease);
            server.restart();
            eventually("the server serves again", server::serves);
        }
    }

    @Test
    void eachServerMayFreeze() throws Exception {
        ZookeeperSpace space = open(servers);
        Lease lease = keptLease(space, LONG);
        long token = create(space, "r/seal", "0").version();
        for (ServerProcess server : List.copyOf(servers)) {
            server.freeze();
            token = rewrittenAfter(space, token);
            assertKept(space, lease);
            server.resume();
            eventually("the server serves again", server::serves);
        }
    }

    @Test
    @DisplayName("R14: a frozen leader confirms no lease")
    void frozenLeaderConfirmsNoLease() throws Exception {
        ServerProcess leader = leader();
        List<ServerProcess> followers =
                servers.stream().filter(server -> server != leader).toList();
        ZookeeperSpace space = open(followers);
        Lease lease = keptLease(space, LONG);
        leader.freeze();
        try {
            // The follower does not know yet, and answers reads.
            assertThat(answer(space.get("m/node"))).isPresent();
            assertThatThrownBy(() -> answer(lease.keepAlive())).isInstanceOf(RendezvousConnectionException.class);
        } finally {
            leader.resume();
        }
        assertKept(space, lease);
    }

    @Test
    void longLossOfTheQuorumLeavesOneAnswer() throws Exception {
        ZookeeperSpace space = open(servers);
        Lease lease = keptLease(space, LEASE);
        long token = create(space, "r/seal", "0").version();
        long start = System.nanoTime();
        servers.get(0).freeze();
        servers.get(1).freeze();
        try {
            assertThat(answer(space.put("r/turn", "1", Precondition.absent(), LINGER)))
                    .isInstanceOf(WriteOutcome.Unknown.class);
            eventually("the lease would have ended", () -> System.nanoTime() - start > LEASE.toNanos() * 3 / 2);
        } finally {
            servers.get(0).resume();
            servers.get(1).resume();
        }
        boolean[] lives = {false};
        eventually("the service says whether the lease lives", () -> {
            try {
                lives[0] = answer(lease.keepAlive());
                return true;
            } catch (RendezvousConnectionException notYet) {
                return false;
            }
        });
        eventually("the key is there if the lease lives", () -> isPresent(space, "m/node") == lives[0]);
        assertThat(rewrittenAfter(space, token)).isGreaterThan(token);
    }

    @Test
    void tokensGrowWhenAllServersAreKilled() throws Exception {
        ZookeeperSpace space = open(servers);
        long token = create(space, "r/seal", "0").version();
        for (ServerProcess server : servers) {
            server.kill();
        }
        assertThatThrownBy(() -> answer(space.get("r/seal")))
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining("refuses connections");
        for (ServerProcess server : servers) {
            server.restart();
        }
        assertThat(rewrittenAfter(space, token)).isGreaterThan(token);
    }

    @Test
    void missingQuorumIsReported() throws Exception {
        ServerProcess leader = leader();
        List<ServerProcess> followers =
                servers.stream().filter(server -> server != leader).toList();
        ZookeeperSpace space = open(followers.subList(0, 1));
        leader.kill();
        followers.get(1).kill();
        try {
            eventually("the reason is given", () -> reasonOf(space).contains("runs but does not serve"));
        } finally {
            leader.restart();
            followers.get(1).restart();
        }
    }

    private ZookeeperSpace open(List<ServerProcess> through) {
        String endpoint =
                through.stream().map(server -> server.client().toString()).collect(Collectors.joining(","));
        ZookeeperSpace space = Spaces.open(endpoint, run, Map.of("lease", LEASE.toSeconds() + "s"));
        spaces.add(space);
        return space;
    }

    private static ServerProcess leader() {
        return servers.stream().filter(ServerProcess::leads).findFirst().orElseThrow();
    }

    private static Lease keptLease(CoordinationSpace space, Duration ttl) throws Exception {
        Lease lease = answer(space.grant(ttl));
        assertThat(answer(space.put("m/node", "1", Precondition.absent(), Life.leased(lease))))
                .isInstanceOf(WriteOutcome.Applied.class);
        return lease;
    }

    private static WriteOutcome.Applied create(CoordinationSpace space, String key, String value) throws Exception {
        return (WriteOutcome.Applied) answer(space.put(key, value, Precondition.absent(), LINGER));
    }

    /** {@return the version after a write that was repeated, knowing what is there, until it was applied} */
    private static long rewrittenAfter(CoordinationSpace space, long version) throws Exception {
        long[] known = {version};
        boolean[] applied = {false};
        eventually("a write is applied", () -> {
            WriteOutcome outcome = answer(space.put("r/seal", "1", Precondition.version(known[0]), LINGER));
            if (outcome instanceof WriteOutcome.Applied written) {
                known[0] = written.version();
                applied[0] = true;
            } else if (outcome instanceof WriteOutcome.Conflict conflict) {
                // The write before, whose outcome was not known, was applied.
                known[0] = conflict.current().orElseThrow().version();
            }
            return applied[0];
        });
        assertThat(known[0]).isGreaterThan(version);
        return known[0];
    }

    private static void assertKept(CoordinationSpace space, Lease lease) throws Exception {
        eventually("the lease is confirmed", () -> {
            try {
                return answer(lease.keepAlive());
            } catch (RendezvousConnectionException notYet) {
                return false;
            }
        });
        assertThat(answer(space.get("m/node"))).isPresent();
    }

    private static boolean isPresent(CoordinationSpace space, String key) throws Exception {
        try {
            return answer(space.get(key)).isPresent();
        } catch (RendezvousConnectionException notYet) {
            return false;
        }
    }

    private static String reasonOf(CoordinationSpace space) throws Exception {
        try {
            answer(space.get("r/seal"));
            return "";
        } catch (RendezvousConnectionException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static <T> T answer(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
