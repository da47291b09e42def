package dev.rendezvous.c10d;

import static dev.rendezvous.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.BootstrapStoreInfo;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.c10d.state.Family;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the workers meet, with agents of each family, and the defects of some of them. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WorkersStoreTest {

    private @Nullable Agents agents;

    private Agents agents(Family family) throws Exception {
        Agents made = new Agents(family);
        agents = made;
        return made;
    }

    @AfterEach
    void close() {
        if (agents != null) {
            agents.close();
        }
    }

    private static BootstrapStoreInfo place(RendezvousInfo info) {
        return info.bootstrapStore().orElseThrow();
    }

    private static String text(Agents agents, String key) throws InterruptedException {
        return new String(agents.store().get(key), UTF_8);
    }

    @Test
    @DisplayName(
            "test_share_store_creates_tcp_store, test_share_store_when_tcp_store, test_share_tcp_store_from_backend,"
                    + " test_create_handler_rdzv_local_addr")
    void rankZeroHostsAStoreAndKeepsIt() throws Exception {
        Agents run = agents(Family.V2_6);
        List<C10dRendezvousHandler> group = run.handlers(2);
        List<RendezvousInfo> first = Agents.meet(group);
        assertThat(group.get(0).usesAgentStore()).isTrue();
        assertThat(place(first.get(0))).isEqualTo(place(first.get(1)));
        assertThat(place(first.get(0)).masterAddress()).isEqualTo("127.0.0.1");
        assertThat(place(first.get(0)).masterPort()).isNotEqualTo(run.server().port());
        assertThat(text(run, Agents.KEY + ".0/MASTER_ADDR")).isEqualTo("127.0.0.1");
        assertThat(text(run, Agents.KEY + ".0/MASTER_PORT"))
                .isEqualTo(String.valueOf(place(first.get(0)).masterPort()));
        try (TcpStoreClient workers = TcpStoreClient.builder(
                        place(first.get(0)).masterAddress(), place(first.get(0)).masterPort())
                .connect()) {
            workers.set("a worker", new byte[0]);
        }
        List<RendezvousInfo> second = Agents.meet(group);
        assertThat(place(second.get(1))).isEqualTo(place(first.get(1)));
        assertThat(text(run, Agents.KEY + ".1/MASTER_PORT"))
                .as("said in each round")
                .isEqualTo(String.valueOf(place(first.get(0)).masterPort()));
    }

    @Test
    @DisplayName("test_share_store_creates_tcp_store_when_rank_changes_to_zero")
    void newRankZeroHostsAStore() throws Exception {
        Agents run = agents(Family.V2_6);
        List<C10dRendezvousHandler> group = run.handlers(2);
        List<RendezvousInfo> first = Agents.meet(group);
        group.get(0).close();
        BackgroundCall<RendezvousInfo> later = BackgroundCall.start(run.handler(2, 2)::nextRendezvous);
        assertThat(group.get(1).awaitChange(Duration.ofSeconds(20))).isTrue();
        RendezvousInfo second = group.get(1).nextRendezvous();
        assertThat(second.rank()).isZero();
        assertThat(place(second).masterAddress()).isEqualTo("127.0.0.2");
        assertThat(place(second)).isNotEqualTo(place(first.get(1)));
        assertThat(place(later.result())).isEqualTo(place(second));
    }

    @Test
    @DisplayName("D1: rank 0 of PyTorch 2.6 to 2.14 says nothing in a later round; a newcomer says it for all")
    void newcomerTakesThePlaceOfTheEarlierRound() throws Exception {
        Agents run = agents(Family.V2_6);
        Node rankZero = new Node("127.0.0.1", 77, 0);
        try (ServerSocket workers = new ServerSocket(0)) {
            BootstrapStoreInfo earlier = new BootstrapStoreInfo("127.0.0.1", workers.getLocalPort());
            new Masters(settings(run), run.store()).publish(0, earlier);
            joinInRoundOne(run, rankZero);
            RendezvousInfo info = run.handler(run.parameters(2, 2), new Node("127.0.0.9", 1, 0))
                    .nextRendezvous();
            assertThat(info.rank()).isEqualTo(1);
            assertThat(place(info)).isEqualTo(earlier);
            assertThat(text(run, Agents.KEY + ".1/MASTER_PORT")).isEqualTo(String.valueOf(workers.getLocalPort()));
        }
    }

    @Test
    @DisplayName("D1: a host whose name only its workers can resolve is believed")
    void placeThatCannotBeTriedIsBelieved() throws Exception {
        Agents run = agents(Family.V2_6);
        BootstrapStoreInfo earlier = new BootstrapStoreInfo("node-a.invalid", 43_369);
        new Masters(settings(run), run.store()).publish(0, earlier);
        joinInRoundOne(run, new Node("node-a.invalid", 77, 0));
        RendezvousInfo last =
                run.handler(run.parameters(2, 2), new Node("node-b", 1, 0)).nextRendezvous();
        assertThat(last.rank()).isEqualTo(1);
        assertThat(place(last)).isEqualTo(earlier);
    }

    @Test
    @DisplayName("D4: a newcomer of rank 0 says the earlier place again while its host is there")
    void newcomerOfRankZeroKeepsOtherPlaces() throws Exception {
        Agents run = agents(Family.V2_6);
        Node host = new Node("127.0.0.5", 77, 0);
        try (ServerSocket workers = new ServerSocket(0)) {
            BootstrapStoreInfo earlier = new BootstrapStoreInfo("127.0.0.5", workers.getLocalPort());
            new Masters(settings(run), run.store()).publish(0, earlier);
            joinInRoundOne(run, host);
            RendezvousInfo info = run.handler(run.parameters(2, 2), new Node("127.0.0.2", 1, 0))
                    .nextRendezvous();
            assertThat(info.rank()).isZero();
            assertThat(place(info)).isEqualTo(earlier);
            assertThat(text(run, Agents.KEY + ".1/MASTER_ADDR")).isEqualTo("127.0.0.5");
        }
    }

    @Test
    @DisplayName("a host that is gone, or was started again, is not named again")
    void deadPlaceIsNotNamedAgain() throws Exception {
        Agents run = agents(Family.V2_6);
        int gone;
        try (ServerSocket workers = new ServerSocket(0)) {
            gone = workers.getLocalPort();
        }
        new Masters(settings(run), run.store()).publish(0, new BootstrapStoreInfo("127.0.0.5", gone));
        joinInRoundOne(run, new Node("127.0.0.5", 78, 0));
        RendezvousInfo info =
                run.handler(run.parameters(2, 2), new Node("127.0.0.2", 1, 0)).nextRendezvous();
        assertThat(place(info).masterAddress()).isEqualTo("127.0.0.2");
        assertThat(place(info).masterPort()).isNotEqualTo(gone);
    }

    @Test
    void memberWaitsForRankZeroUntilTheTimeout() throws Exception {
        Agents run = agents(Family.V2_6);
        joinInRoundOne(run, new Node("127.0.0.1", 77, 0));
        C10dRendezvousHandler member =
                run.handler(run.parameters(2, 2).config("read_timeout", "2500ms"), new Node("127.0.0.9", 1, 0));
        assertThatThrownBy(member::nextRendezvous)
                .isInstanceOf(RendezvousTimeoutException.class)
                .hasMessageContainingAll("MASTER_ADDR", "round 1", Agents.RUN, "peer");
        assertThat(run.state().isParticipant(new Node("127.0.0.9", 1, 0))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "http", "-1"})
    void nonsensePortIsNamed(String port) throws Exception {
        Agents run = agents(Family.V2_6);
        run.store().set(Agents.KEY + ".1/MASTER_ADDR", "127.0.0.1".getBytes(UTF_8));
        run.store().set(Agents.KEY + ".1/MASTER_PORT", port.getBytes(UTF_8));
        joinInRoundOne(run, new Node("127.0.0.1", 77, 0));
        C10dRendezvousHandler member = run.handler(run.parameters(2, 2), new Node("127.0.0.9", 1, 0));
        assertThatThrownBy(member::nextRendezvous)
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContainingAll("MASTER_PORT", "round 1", "\"" + port + "\"");
    }

    @Test
    @DisplayName("a round that ends before the place is known is followed by the next one")
    void roundThatEndsMeanwhileIsLeft() throws Exception {
        Agents run = agents(Family.V2_6);
        Node rankZero = new Node("127.0.0.1", 77, 0);
        joinInRoundOne(run, rankZero);
        BackgroundCall<RendezvousInfo> joining =
                BackgroundCall.start(run.handler(run.parameters(1, 2), new Node("127.0.0.9", 1, 0))::nextRendezvous);
        eventually("the round is complete", () -> run.state().complete());
        run.change(draft -> {
            draft.participants().remove(rankZero);
            draft.waitList().add(rankZero);
        });
        eventually("the node calls for the next round", () -> run.state().round() == 2);
        run.change(draft -> {
            draft.waitList().clear();
            draft.heartbeats().remove(rankZero);
        });
        RendezvousInfo info = joining.result();
        assertThat(info.round()).isEqualTo(3);
        assertThat(info.worldSize()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"V2_4", "V2_6"})
    @DisplayName("test_share_tcp_store_is_disabled, and 2.4, which never shares")
    void rankZeroNamesAFreePortInEachRound(Family family) throws Exception {
        Agents run = agents(family);
        C10dRendezvousHandler first = run.handler(run.parameters(2, 2).config("share_store", "false"));
        C10dRendezvousHandler second = run.handler(run.parameters(2, 2).config("share_store", "false"));
        List<RendezvousInfo> places = Agents.meet(List.of(first, second));
        assertThat(first.usesAgentStore()).isFalse();
        assertThat(place(places.get(0))).isEqualTo(place(places.get(1)));
        assertThat(place(places.get(0)).masterAddress()).isEqualTo("127.0.0.1");
        try (ServerSocket free = new ServerSocket(place(places.get(0)).masterPort())) {
            assertThat(free.isBound()).isTrue();
        }
    }

    @Test
    void workersOf25UseTheStoreOfTheRun() throws Exception {
        Agents run = agents(Family.V2_5);
        C10dRendezvousHandler handler = run.handler(1, 1);
        assertThat(place(handler.nextRendezvous()))
                .isEqualTo(new BootstrapStoreInfo("127.0.0.1", run.server().port()));
        assertThat(handler.usesAgentStore()).isTrue();
        assertThat(run.store().find(Agents.KEY + ".0/MASTER_ADDR")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"V1_13", "V2_0", "V2_3"})
    void agentsOfOlderFamiliesSettleItLater(Family family) throws Exception {
        Agents run = agents(family);
        C10dRendezvousHandler handler = run.handler(1, 1);
        assertThat(handler.nextRendezvous().bootstrapStore()).isEmpty();
        assertThat(handler.usesAgentStore()).isFalse();
        assertThat(run.store().find(Agents.KEY + ".0/MASTER_ADDR")).isEmpty();
    }

    private static C10dSettings settings(Agents run) {
        return C10dSettings.of(run.parameters(1, 2).build(), Map.of());
    }

    /** Has another agent open round 1 alone. */
    private static void joinInRoundOne(Agents run, Node node) throws InterruptedException {
        run.change(draft -> {
            draft.nextRound();
            draft.participants().put(node, 0);
            draft.beat(node, Instant.now());
        });
        BackgroundCall.start(() -> {
            beatWhileItIsThere(run, node);
            return true;
        });
    }

    private static void beatWhileItIsThere(Agents run, Node node) throws InterruptedException {
        while (run.state().heartbeats().containsKey(node)) {
            run.change(draft -> draft.heartbeats().computeIfPresent(node, (same, before) -> before.plusMillis(1)));
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
