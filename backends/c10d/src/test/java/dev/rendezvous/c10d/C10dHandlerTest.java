package dev.rendezvous.c10d;

import static dev.rendezvous.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.BootstrapStoreInfo;
import dev.rendezvous.Member;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousGracefulExitException;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.c10d.state.Family;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.tck.BackgroundCall;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Handlers at a real store. The display names are those of PyTorch's {@code DynamicRendezvousHandlerTest} and {@code IntegrationTest}. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class C10dHandlerTest {

    @SuppressWarnings("NullAway.Init") // set before each test
    private Agents agents;

    @BeforeEach
    void startStore() throws Exception {
        agents = new Agents(Family.V2_6);
    }

    @AfterEach
    void close() {
        agents.close();
    }

    @Test
    @DisplayName("test_next_rendezvous_returns_expected_value")
    void thirdOfThreeIsRankTwo() throws Exception {
        List<C10dRendezvousHandler> group = agents.handlers(3);
        List<RendezvousInfo> places = Agents.meet(group);
        assertThat(places).extracting(RendezvousInfo::rank).containsExactly(0, 1, 2);
        assertThat(places).extracting(RendezvousInfo::worldSize).containsOnly(3);
        places.get(2).store().set("dummy_key", "dummy_value".getBytes(UTF_8));
        assertThat(places.get(0).store().get("dummy_key")).isEqualTo("dummy_value".getBytes(UTF_8));
        assertThat(agents.store().get(Agents.KEY + ".0/dummy_key")).isEqualTo("dummy_value".getBytes(UTF_8));
    }

    @Test
    @DisplayName("test_all_nodes_join_rendezvous")
    void twoNodesMeet() throws Exception {
        List<RendezvousInfo> places = Agents.meet(agents.handlers(2));
        assertThat(places).extracting(RendezvousInfo::rank).containsExactly(0, 1);
        assertThat(agents.state().complete()).isTrue();
        assertThat(agents.state().deadline()).isEmpty();
    }

    @Test
    @DisplayName("test_next_rendezvous_moves_to_next_round_if_called_repeatedly")
    void eachCallIsARound() throws Exception {
        C10dRendezvousHandler handler = agents.handler(1, 1);
        for (int round = 0; round < 4; round++) {
            assertThat(handler.nextRendezvous().round()).isEqualTo(round + 1);
            assertThat(agents.state().round()).isEqualTo(round);
        }
    }

    @Test
    @DisplayName("test_next_rendezvous_respects_the_requested_timeout")
    void lateGroupTimesOutAndLeavesNothing() throws Exception {
        C10dRendezvousHandler handler = agents.handler(agents.parameters(2, 2).config("join_timeout", "300ms"));
        assertThatThrownBy(handler::nextRendezvous)
                .isInstanceOf(RendezvousTimeoutException.class)
                .hasMessageContainingAll(Agents.RUN, "it needs 2 nodes", "join_timeout");
        assertThat(agents.state().participants()).isEmpty();
        assertThat(agents.state().heartbeats()).isEmpty();
    }

    @Test
    @DisplayName("the rank in the state counts, as in PyTorch")
    void rankOfTheStateIsBelieved() throws Exception {
        Node other = Agents.node(9);
        BackgroundCall<RendezvousInfo> joining = BackgroundCall.start(agents.handler(2, 2)::nextRendezvous);
        eventually("the node has joined", () -> agents.state().participants().size() == 1);
        agents.change(draft -> {
            Node first = draft.participants().keySet().iterator().next();
            draft.participants().put(other, 0);
            draft.beat(other, Instant.now());
            draft.complete();
            draft.participants().put(other, 0);
            draft.participants().put(first, 1);
        });
        new Masters(settings(), agents.store()).publish(0, new BootstrapStoreInfo("127.0.0.10", 1));
        assertThat(joining.result().rank()).isEqualTo(1);
    }

    private C10dSettings settings() {
        return C10dSettings.of(agents.parameters(1, 2).build(), Map.of());
    }

    @Test
    @DisplayName(
            "test_is_closed_returns_expected_value, test_set_closed_closes_rendezvous, test_set_closed_can_be_called_multiple_times")
    void runIsClosedForGood() throws Exception {
        C10dRendezvousHandler handler = agents.handler(1, 1);
        handler.nextRendezvous();
        assertThat(handler.isRunClosed()).isFalse();
        handler.closeRun();
        handler.closeRun();
        assertThat(handler.isRunClosed()).isTrue();
        assertThat(agents.state().closed()).isTrue();
    }

    @Test
    @DisplayName("test_is_closed_records_and_raises_exceptions, test_set_closed_records_and_raises_exceptions,"
            + " test_num_nodes_waiting_records_and_raises_exceptions, test_shutdown_records_and_raises_exceptions,"
            + " test_shutdown_returns_false_if_rendezvous_cannot_be_closed")
    void damagedStateIsThrownByEachMethod() throws Exception {
        C10dRendezvousHandler handler = agents.handler(1, 1);
        agents.store().set(Agents.KEY, "nonsense".getBytes(UTF_8));
        assertThatThrownBy(handler::isRunClosed).isInstanceOf(RendezvousStateException.class);
        assertThatThrownBy(handler::closeRun).isInstanceOf(RendezvousStateException.class);
        assertThatThrownBy(handler::numNodesWaiting).isInstanceOf(RendezvousStateException.class);
        assertThatThrownBy(handler::nextRendezvous)
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContainingAll(Agents.KEY, "PyTorch 2.6 and later", "peer");
        assertThat(handler.shutdown()).isFalse();
    }

    @Test
    @DisplayName("test_shutdown_closes_rendezvous_and_returns_true, test_shutdown_can_be_called_multiple_times")
    void shutdownClosesTheRun() throws Exception {
        C10dRendezvousHandler handler = agents.handler(1, 1);
        handler.nextRendezvous();
        assertThat(handler.shutdown()).isTrue();
        assertThat(handler.shutdown()).isTrue();
        assertThat(agents.state().closed()).isTrue();
    }

    @Test
    @DisplayName("test_set_closed_respects_the_requested_timeout")
    void missingStoreIsAConnectionFailureInTime() throws Exception {
        C10dRendezvousHandler handler = agents.handler(
                agents.parameters(1, 1).config("close_timeout", "200ms").config("read_timeout", "500ms"));
        handler.nextRendezvous();
        agents.server().close();
        long start = System.nanoTime();
        assertThatThrownBy(handler::closeRun).isInstanceOf(RendezvousException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    @DisplayName("test_num_nodes_waiting_returns_expected_value")
    void waitingNodesAreCounted() throws Exception {
        C10dRendezvousHandler handler = agents.handler(1, 4);
        handler.nextRendezvous();
        agents.change(draft -> List.of(Agents.node(7), Agents.node(8)).forEach(node -> {
            draft.waitList().add(node);
            draft.beat(node, Instant.now());
        }));
        assertThat(handler.awaitChange(Duration.ofSeconds(10))).isTrue();
        assertThat(handler.numNodesWaiting()).isEqualTo(2);
    }

    @Test
    @DisplayName("corrected: nodes that wait for a full group do not make it meet again and again")
    void nodesWithoutRoomAreNotCounted() throws Exception {
        List<C10dRendezvousHandler> group = agents.handlers(2);
        Agents.meet(group);
        agents.change(draft -> {
            draft.waitList().add(Agents.node(9));
            draft.beat(Agents.node(9), Instant.now());
        });
        assertThat(group.get(0).awaitChange(Duration.ZERO)).isFalse();
        assertThat(group.get(0).numNodesWaiting()).isZero();
    }

    @Test
    @DisplayName("test_keep_alive_updates_last_heartbeat")
    void heartbeatsContinueWhileTheNodeWaits() throws Exception {
        C10dRendezvousHandler handler = agents.handler(1, 1);
        RendezvousInfo place = handler.nextRendezvous();
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> place.store().get("exit barrier")).untilItWaits();
        Instant first = agents.state().heartbeats().values().iterator().next();
        eventually(
                "two more beats",
                () -> agents.state().heartbeats().values().iterator().next().isAfter(first.plusMillis(400)));
        place.store().set("exit barrier", new byte[0]);
        assertThat(waiting.result()).isEmpty();
    }

    @Test
    @DisplayName("test_keep_alive_swallows_rendezvous_errors, corrected: other failures too")
    void heartbeatsGoOnAfterABadState() throws Exception {
        C10dRendezvousHandler handler = agents.handler(1, 1);
        handler.nextRendezvous();
        byte[] good = agents.store().get(Agents.KEY);
        agents.store().set(Agents.KEY, "bad".getBytes(UTF_8));
        assertThatThrownBy(() -> handler.awaitChange(Duration.ofSeconds(5)))
                .isInstanceOf(RendezvousStateException.class);
        agents.store().set(Agents.KEY, good);
        Instant before = agents.state().heartbeats().values().iterator().next();
        eventually(
                "the node beats again",
                () -> agents.state().heartbeats().values().iterator().next().isAfter(before));
    }

    @Test
    @DisplayName("test_keep_alive_thread_is_started_with_next_rendezvous_and_stopped_with_shutdown")
    void heartbeatThreadEndsWithTheHandler() throws Exception {
        Node node = new Node("127.0.0.1", 1, 4711);
        C10dRendezvousHandler handler = agents.handler(agents.parameters(1, 1), node);
        assertThat(threads()).doesNotContain("RendezvousKeepAliveTimer_4711");
        handler.nextRendezvous();
        assertThat(threads()).contains("RendezvousKeepAliveTimer_4711");
        handler.shutdown();
        assertThat(threads()).doesNotContain("RendezvousKeepAliveTimer_4711");
    }

    @Test
    @DisplayName(
            "test_keep_alive_thread_is_started_with_next_rendezvous_and_stopped_with_finalizer, corrected: with close")
    void heartbeatThreadEndsWithClose() throws Exception {
        C10dRendezvousHandler handler = agents.handler(agents.parameters(1, 1), new Node("127.0.0.1", 1, 4712));
        handler.nextRendezvous();
        handler.close();
        assertThat(threads()).doesNotContain("RendezvousKeepAliveTimer_4712");
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    @Test
    @DisplayName("a node that closes takes itself out, where PyTorch's agents are missed 15 seconds later")
    void closedNodeLeavesNothingBehind() throws Exception {
        List<C10dRendezvousHandler> group = agents.handlers(2);
        Agents.meet(group);
        group.get(1).close();
        assertThat(agents.state().participants()).hasSize(1);
        assertThat(agents.state().heartbeats()).hasSize(1);
        assertThat(agents.state().complete()).isTrue();
        group.get(0).close();
        assertThat(agents.state().round()).isEqualTo(1);
        assertThat(agents.state().complete()).isFalse();
        assertThat(agents.state().participants()).isEmpty();
    }

    @Test
    @DisplayName("test_redundancy_list")
    void thirdOfTwoStandsBy() throws Exception {
        Agents.meet(agents.handlers(2));
        BackgroundCall<RendezvousInfo> spare = BackgroundCall.start(agents.handler(2, 2)::nextRendezvous);
        eventually("it stands by", () -> agents.state().redundancyList().size() == 1);
        assertThat(agents.state().redundancyList()).containsExactly(Agents.node(2));
        assertThat(agents.state().waitList()).isEmpty();
        agents.change(draft -> draft.close());
        assertThatThrownBy(spare::result).isInstanceOf(RendezvousGracefulExitException.class);
    }

    @Test
    @DisplayName("test_redundancy_transition_to_wait_list_then_join_rendezvous")
    void spareTakesThePlaceOfALostNode() throws Exception {
        List<C10dRendezvousHandler> group = agents.handlers(2);
        Agents.meet(group);
        C10dRendezvousHandler spare = agents.handler(2, 2);
        BackgroundCall<RendezvousInfo> joining = BackgroundCall.start(spare::nextRendezvous);
        eventually("it stands by", () -> agents.state().redundancyList().size() == 1);
        group.get(1).close();
        assertThat(group.get(0).awaitChange(Duration.ofSeconds(20))).isTrue();
        assertThat(agents.state().waitList()).containsExactly(Agents.node(2));
        assertThat(group.get(0).nextRendezvous().worldSize()).isEqualTo(2);
        assertThat(joining.result().rank()).isEqualTo(1);
    }

    @Test
    @DisplayName("a node that dies is dropped after three intervals without a heartbeat")
    void deadNodeIsReplaced() throws Exception {
        C10dRendezvousHandler survivor = agents.handler(2, 2);
        BackgroundCall<RendezvousInfo> first = BackgroundCall.start(survivor::nextRendezvous);
        eventually("the node has joined", () -> agents.state().participants().size() == 1);
        Node dead = Agents.node(9);
        agents.completeWith(dead, 2);
        assertThat(first.result().rank()).isZero();
        BackgroundCall<RendezvousInfo> replacement = BackgroundCall.start(agents.handler(2, 2)::nextRendezvous);
        assertThat(survivor.awaitChange(Duration.ofSeconds(20))).isTrue();
        RendezvousInfo second = survivor.nextRendezvous();
        assertThat(second.members()).extracting(Member::node).containsExactly("127.0.0.1_1_0", "127.0.0.2_1_1");
        assertThat(replacement.result().rank()).isEqualTo(1);
    }

    @Test
    @DisplayName("corrected: a node that the others took for dead meets them again")
    void forgottenNodeJoinsAgain() throws Exception {
        C10dRendezvousHandler handler = agents.handler(1, 2);
        handler.nextRendezvous();
        Node other = Agents.node(9);
        agents.change(draft -> {
            draft.participants().clear();
            draft.heartbeats().clear();
            draft.nextRound();
            draft.participants().put(other, 0);
            draft.beat(other, Instant.now());
            draft.complete();
        });
        assertThat(handler.awaitChange(Duration.ofSeconds(10))).isTrue();
        assertThat(handler.numNodesWaiting()).isPositive();
    }

    @Test
    void stateOfAnotherFamilyIsRefusedBeforeWriting() throws Exception {
        C10dRendezvousHandler handler = agents.handler(agents.parameters(1, 2).config("peer", "2.4"));
        agents.change(draft -> {
            draft.participants().put(Agents.node(9), 0);
            draft.beat(Agents.node(9), Instant.now());
        });
        byte[] before = agents.store().get(Agents.KEY);
        assertThatThrownBy(handler::nextRendezvous)
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContainingAll("PyTorch 2.4", "last_heartbeats", "has a time zone", Agents.KEY);
        assertThat(agents.store().get(Agents.KEY)).isEqualTo(before);
    }

    @Test
    void otherServerIsAConnectionFailure() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            C10dRendezvousHandler handler = agents.handler(agents.parameters(1, 2)
                    .endpoint("127.0.0.1:" + silent.getLocalPort())
                    .config("read_timeout", "1s"));
            assertThatThrownBy(handler::nextRendezvous).isInstanceOf(RendezvousConnectionException.class);
        }
    }
}
