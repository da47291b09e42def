package dev.rendezvous.engine;

import static dev.rendezvous.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.Member;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.tck.BackgroundCall;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The nodes of an elastic run meet in rounds, and a round forms again when nodes join, leave or fail. */
@Timeout(120)
class ElasticHandlerRoundsTest {

    private final Nodes nodes = new Nodes();

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    @Test
    void nodesMeetAndShareAStore() throws Exception {
        List<RendezvousInfo> places =
                Nodes.meet(List.of(nodes.node("a", 3, 3), nodes.node("b", 3, 3), nodes.node("c", 3, 3)));

        assertThat(places).extracting(RendezvousInfo::rank).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(places).extracting(RendezvousInfo::worldSize).containsOnly(3);
        assertThat(places).extracting(RendezvousInfo::round).containsOnly(1L);
        assertThat(places)
                .extracting(RendezvousInfo::token)
                .containsOnly(places.get(0).token());
        places.get(0).store().set("key", "value".getBytes(UTF_8));
        assertThat(places.get(2).store().get("key")).asString(UTF_8).isEqualTo("value");
        assertThat(places.get(1).members()).extracting(Member::node).containsExactly("a", "b", "c");
        assertThat(places.get(1).members()).extracting(Member::rank).containsExactly(0, 1, 2);
    }

    @Test
    void lateNodeMakesTheGroupReform() throws Exception {
        ElasticHandler a = nodes.node("a", 2, 3);
        ElasticHandler b = nodes.node("b", 2, 3);
        List<RendezvousInfo> first = Nodes.meet(List.of(a, b));
        assertThat(first).extracting(RendezvousInfo::worldSize).containsOnly(2);

        BackgroundCall<RendezvousInfo> late = BackgroundCall.start(nodes.node("c", 2, 3)::nextRendezvous);
        Nodes.awaitChange(a);
        Nodes.awaitChange(b);
        assertThat(a.numNodesWaiting()).isEqualTo(1);
        List<RendezvousInfo> second = Nodes.meet(List.of(a, b));

        assertThat(late.result().worldSize()).isEqualTo(3);
        assertThat(second).extracting(RendezvousInfo::round).containsOnly(2L);
        assertThat(second.get(0).token().getAsLong())
                .isGreaterThan(first.get(0).token().getAsLong());
        assertThat(a.status().cause()).isEqualTo(Cause.JOINED);
    }

    @Test
    void lossOfAMemberMakesTheOthersReform() throws Exception {
        ElasticHandler a = nodes.node("a", 2, 3);
        ElasticHandler b = nodes.node("b", 2, 3);
        InMemorySpace dying = nodes.spaces().open(Nodes.RUN);
        ElasticHandler c = nodes.node(dying, "c", 2, 3, builder -> builder);
        Nodes.meet(List.of(a, b, c));

        dying.faults().disconnect();
        dying.faults().endLeases();
        Nodes.awaitChange(a);
        Nodes.awaitChange(b);
        List<RendezvousInfo> second = Nodes.meet(List.of(a, b));

        assertThat(second).extracting(RendezvousInfo::worldSize).containsOnly(2);
        assertThat(second).extracting(RendezvousInfo::rank).containsExactly(0, 1);
        assertThat(a.status().cause()).isEqualTo(Cause.LOST);
        assertThat(a.status().changes()).isEqualTo(1);
    }

    @Test
    void nodeBeyondTheMaximumIsASpare() throws Exception {
        ElasticHandler a = nodes.node("a", 1, 2);
        ElasticHandler b = nodes.node("b", 1, 2);
        Nodes.meet(List.of(a, b));
        BackgroundCall<RendezvousInfo> spare = BackgroundCall.start(nodes.node("c", 1, 2)::nextRendezvous);
        eventually("the spare is there", () -> a.look().waiting().size() == 1);
        assertThat(a.numNodesWaiting()).isZero();

        b.close();
        Nodes.awaitChange(a);

        assertThat(a.nextRendezvous().worldSize()).isEqualTo(2);
        assertThat(spare.result().rank()).isEqualTo(1);
    }

    @Test
    void failureIsCountedAndTheRoundFormsAgain() throws Exception {
        ElasticHandler a = nodes.node("a", 2, 2);
        ElasticHandler b = nodes.node("b", 2, 2);
        Nodes.meet(List.of(a, b));

        a.fail(new Failure(0, 7, "worker 0 exited with 7", true));
        a.fail(new Failure(0, 8, "a second failure", true));
        Nodes.awaitChange(b);
        List<RendezvousInfo> second = Nodes.meet(List.of(a, b));

        assertThat(second).extracting(RendezvousInfo::round).containsOnly(2L);
        assertThat(b.status().failures()).isEqualTo(1);
        assertThat(b.status().cause()).isEqualTo(Cause.FAILED);
    }

    @Test
    void drainingNodeLeavesWithoutBeingCalledLost() throws Exception {
        ElasticHandler a = nodes.node("a", 1, 2);
        ElasticHandler b = nodes.node("b", 1, 2);
        Nodes.meet(List.of(a, b));

        b.drain();
        Nodes.awaitChange(b);
        b.close();
        Nodes.awaitChange(a);

        assertThat(a.nextRendezvous().worldSize()).isEqualTo(1);
        assertThat(a.status().cause()).isEqualTo(Cause.DRAINED);
    }

    @Test
    void joinTimeoutNamesWhatIsMissing() {
        ElasticHandler a = nodes.node("a", 3, 3, builder -> builder.config("join_timeout", "300ms"));
        assertThatThrownBy(a::nextRendezvous)
                .isInstanceOf(RendezvousTimeoutException.class)
                .hasMessageStartingWith("run run-7: have 1 of min 3 nodes: a");
    }

    @Test
    void differentSettingsAreRefusedByName() throws Exception {
        ElasticHandler a = nodes.node("a", 2, 2);
        Nodes.meet(List.of(a, nodes.node("b", 2, 2)));

        assertThatThrownBy(nodes.node("c", 2, 3)::nextRendezvous)
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContaining("min 2, max 3")
                .hasMessageContaining("min 2, max 2");
    }

    @Test
    void secondLifeOfAnIdTakesOver() throws Exception {
        ElasticHandler first = nodes.node("a", 2, 2);
        BackgroundCall<RendezvousInfo> joining = BackgroundCall.start(first::nextRendezvous);
        eventually("it waits", () -> nodes.node("look", 2, 2).look().waiting().size() == 1);

        BackgroundCall<RendezvousInfo> second = BackgroundCall.start(nodes.node("a", 2, 2)::nextRendezvous);
        assertThatThrownBy(joining::result)
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContaining("taken over");
        BackgroundCall<RendezvousInfo> other = BackgroundCall.start(nodes.node("b", 2, 2)::nextRendezvous);

        assertThat(second.result().worldSize()).isEqualTo(2);
        assertThat(other.result().worldSize()).isEqualTo(2);
    }

    @Test
    void listenerMayCallBackOnItsThread() throws Exception {
        ElasticHandler a = nodes.node("a", 1, 1);
        BlockingQueue<Integer> rounds = new LinkedBlockingQueue<>();
        a.onChange(status -> {
            try {
                rounds.add((int) status.round() + a.numNodesWaiting());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        a.nextRendezvous();

        assertThat(rounds.poll(30, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void timeOutNamesTheNodesOfTheRound() throws Exception {
        ElasticHandler a = nodes.node("a", 2, 2);
        ElasticHandler b = nodes.node("b", 2, 2, builder -> builder.config("join_timeout", "500ms"));
        Nodes.meet(List.of(a, b));
        a.fail(new Failure(-1, 1, "no", true));

        assertThatThrownBy(b::nextRendezvous)
                .isInstanceOfSatisfying(
                        RendezvousTimeoutException.class,
                        failure -> assertThat(failure.missing()).containsExactly("a"));
    }

    @Test
    void leaderBoundsAreShownBeforeTheFirstRound() throws Exception {
        BackgroundCall<RendezvousInfo> joining =
                BackgroundCall.start(nodes.node("a", 2, 3)::nextRendezvous).untilItWaits();
        ElasticHandler observer = nodes.node("observer", 1, 8);

        eventually("the leader has said it", () -> observer.look().max() == 3);
        assertThat(observer.look().min()).isEqualTo(2);
        joining.interrupt();
    }

    @Test
    void labelsAreDecoded() throws Exception {
        ElasticHandler a = nodes.node("a", 1, 1, builder -> builder.config("labels", "rack=r%2C1,zone=a%3Db"));

        assertThat(a.nextRendezvous().members().get(0).labels())
                .containsExactlyInAnyOrderEntriesOf(Map.of("rack", "r,1", "zone", "a=b"));
    }

    @Test
    void runOfTooManyNodesIsRefused() {
        assertThatThrownBy(() -> nodes.node("a", 1, 200_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100000")
                .hasMessageContaining("200000");
    }

    @Test
    @SuppressWarnings("NullAway") // What a program does that is not checked for nulls.
    void failureNeedsAMessage() {
        assertThatThrownBy(() -> new Failure(0, 1, null, true))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("message");
    }

    @ParameterizedTest
    @CsvSource({
        "lease, 10s, heartbeat, 5s, must be at least three times heartbeat",
        "late_joiners, maybe, heartbeat, 500ms, expected restart or wait",
        "rank_by, luck, heartbeat, 500ms, 'expected sticky, natural, id, join or label:KEY'",
        "max_failures, -1, heartbeat, 500ms, must be 0 or more",
        "labels, x, heartbeat, 500ms, expected key=value",
    })
    void illegalOptionIsNamed(String key, String value, String other, String otherValue, String problem) {
        assertThatThrownBy(() -> nodes.node(
                        "a", 1, 1, builder -> builder.config(other, otherValue).config(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(problem);
    }
}
