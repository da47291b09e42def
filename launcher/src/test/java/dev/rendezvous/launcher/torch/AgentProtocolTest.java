package dev.rendezvous.launcher.torch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.BootstrapStoreInfo;
import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent of ours among agents that do what recorded ones did. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class AgentProtocolTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final BootstrapStoreInfo MASTER = new BootstrapStoreInfo("node-a", 43_369);

    private final Store store = Store.inMemory(PATIENCE);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private RendezvousInfo info(boolean older, int rank, int agents) {
        RendezvousInfo.Builder info = RendezvousInfo.builder(store, rank, agents);
        if (!older) {
            info.bootstrapStore(MASTER);
        }
        return info.build();
    }

    private static boolean isOlder(String release) {
        return release.startsWith("1") || release.equals("2.0") || release.equals("2.3");
    }

    private AgentProtocol.Settled settle(boolean older, int rank, int agents, int workers) throws Exception {
        return new AgentProtocol(info(older, rank, agents), PATIENCE)
                .settle("default", workers, () -> Endpoint.of("node-a", 53_571));
    }

    private <T> Future<T> start(Callable<T> call) {
        return threads.submit(call);
    }

    private static <T> T result(Future<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({
        "1.13, 0", "1.13, 1", "1.13, 2", "2.0, 0", "2.0, 2", "2.3, 0", "2.3, 1", "2.4, 0", "2.4, 1", "2.4, 2", "2.5, 0",
        "2.5, 2", "2.6, 0", "2.6, 1", "2.6, 2"
    })
    void oursSettlesWithAgentsOfEachRelease(String release, int own) throws Exception {
        boolean older = isOlder(release);
        List<Future<List<Integer>>> others = new ArrayList<>();
        for (int rank = 0; rank < 3; rank++) {
            if (rank != own) {
                ScriptedAgent agent = new ScriptedAgent(release, store, rank, 3);
                others.add(start(() -> agent.settle("node-a:53571")));
            }
        }
        AgentProtocol.Settled settled = settle(older, own, 3, 2);
        assertThat(settled.own()).isEqualTo(new RankAssignment(own, 4, own, 4));
        assertThat(settled.agents())
                .extracting(RoleInfo::workers)
                .containsExactly(own == 0 ? 2 : 1, own == 1 ? 2 : 1, own == 2 ? 2 : 1);
        assertThat(settled.master()).isEqualTo(Endpoint.of("node-a", older ? 53_571 : 43_369));
        for (Future<List<Integer>> other : others) {
            List<Integer> ranks = result(other);
            assertThat(ranks).isIn(List.of(), List.of(0, 4), List.of(1, 4), List.of(2, 4), List.of(3, 4));
        }
    }

    @ParameterizedTest
    @CsvSource({"1.13, 0", "1.13, 1", "2.3, 0", "2.4, 0", "2.4, 1", "2.6, 0", "2.6, 1"})
    void oursLeavesWithAgentsOfEachRelease(String release, int own) throws Exception {
        Future<Boolean> other = start(() -> {
            new ScriptedAgent(release, store, 1 - own, 2).exit();
            return true;
        });
        ExitBarrier barrier = new ExitBarrier(info(isOlder(release), own, 2), PATIENCE);
        assertThat(barrier.pass(() -> false)).isEqualTo(ExitBarrier.End.ALL_DONE);
        assertThat(result(other)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void barrierEndsWithItsTimeOrTheRound(boolean older) throws Exception {
        RendezvousInfo info = info(older, 0, 2);
        assertThat(new ExitBarrier(info, Duration.ZERO).pass(() -> false)).isEqualTo(ExitBarrier.End.TIME_UP);
        assertThat(new ExitBarrier(info(older, 1, 3), PATIENCE).pass(() -> true))
                .isEqualTo(ExitBarrier.End.ABANDONED);
    }

    @Test
    @DisplayName("test_assign_worker_ranks")
    void ranksAreCountedByAgentAndByRole() {
        List<RankAssignment> assigned = RankAssignment.of(List.of(
                new RoleInfo("ps", 0, 4),
                new RoleInfo("tr", 1, 1),
                new RoleInfo("tr", 2, 2),
                new RoleInfo("tr", 3, 3),
                new RoleInfo("ps", 4, 5)));
        assertThat(assigned).extracting(RankAssignment::firstRank).containsExactly(0, 4, 5, 7, 10);
        assertThat(assigned).extracting(RankAssignment::worldSize).containsOnly(15);
        assertThat(assigned).extracting(RankAssignment::firstRoleRank).containsExactly(0, 0, 1, 3, 4);
        assertThat(assigned).extracting(RankAssignment::roleWorldSize).containsExactly(9, 6, 6, 6, 9);
    }

    @Test
    void textsAreThoseOfPython() {
        assertThat(RoleInfo.parse("k", "{\"role\": \"default\", \"rank\": 0, \"local_world_size\": 1}"))
                .isEqualTo(new RoleInfo("default", 0, 1));
        assertThat(new RankAssignment(1, 2, 1, 2).toJson()).isEqualTo("[1, 2, 1, 2]");
        RoleInfo strange = new RoleInfo("a \"role\"\n", 3, 2);
        assertThat(RoleInfo.parse("k", strange.toJson())).isEqualTo(strange);
        assertThat(RoleInfo.parse("k", "{\"more\": {\"a\": [1]}, \"rank\": 1, \"local_world_size\": 2}"))
                .isEqualTo(new RoleInfo("default", 1, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{",
                "{}",
                "{\"rank\": 0}",
                "{\"rank\": -1, \"local_world_size\": 1}",
                "{\"rank\": 0, \"local_world_size\": 0}",
                "{\"rank\": 0, \"local_world_size\": 99999999999}"
            })
    void damagedRoleIsNamed(String text) {
        assertThatThrownBy(() -> RoleInfo.parse("torchelastic/role_info/0", text))
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContaining("torchelastic/role_info/0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[1, 2, 3]",
                "[0, 1, 0, 1, 5]",
                "[1, 1, 0, 1]",
                "[0, 2, -1, 2]",
                "[\"0\", 2, 0, 2]",
                "[0, 2"
            })
    void damagedRanksAreNamed(String text) {
        assertThatThrownBy(() -> RankAssignment.parse("torchelastic/assigned_ranks/0", text))
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContaining("torchelastic/assigned_ranks/0");
    }

    @Test
    void missingAgentIsTimeoutThatNamesItsKey() {
        assertThatThrownBy(() -> new AgentProtocol(info(false, 0, 2), Duration.ofMillis(50))
                        .settle("default", 1, () -> Endpoint.of("x", 1)))
                .isInstanceOfSatisfying(
                        RendezvousTimeoutException.class,
                        e -> assertThat(e.missing()).containsExactly("torchelastic/role_info/1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "x", ""})
    void nonsenseMasterIsNamed(String port) throws Exception {
        Future<Boolean> other = start(() -> {
            store.set("torchelastic/role_info0", "{\"rank\": 0, \"local_world_size\": 1}".getBytes(UTF_8));
            store.set("MASTER_ADDR", "node-a".getBytes(UTF_8));
            store.set("MASTER_PORT", port.getBytes(UTF_8));
            return true;
        });
        assertThatThrownBy(() -> settle(true, 1, 2, 1))
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContainingAll("node-a", "\"" + port + "\"");
        assertThat(result(other)).isTrue();
    }

    @Test
    void agentWithAnotherRankIsNamed() throws Exception {
        store.set("torchelastic/role_info/1", "{\"rank\": 0, \"local_world_size\": 1}".getBytes(UTF_8));
        assertThatThrownBy(() -> settle(false, 0, 2, 1))
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContainingAll("torchelastic/role_info/1", "rank 0");
    }
}
