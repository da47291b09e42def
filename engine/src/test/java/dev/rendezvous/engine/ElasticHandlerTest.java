package dev.rendezvous.engine;

import static dev.rendezvous.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.Member;
import dev.rendezvous.RendezvousClosedException;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousGracefulExitException;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.tck.BackgroundCall;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The handler of an elastic run, with its threads, over spaces in memory. */
@Timeout(120)
class ElasticHandlerTest {

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
    void closingTheRunEndsSparesAndWaitingNodes() throws Exception {
        ElasticHandler a = nodes.node("a", 1, 1);
        Nodes.meet(List.of(a));
        BackgroundCall<RendezvousInfo> spare = BackgroundCall.start(nodes.node("b", 1, 1)::nextRendezvous);
        eventually("the spare is there", () -> a.look().waiting().size() == 1);

        a.closeRun(Ending.of(Ending.Why.STOPPED, 3, "enough"));

        assertThatThrownBy(spare::result)
                .isInstanceOf(RendezvousGracefulExitException.class)
                .hasMessageContaining("enough");
        assertThat(a.isRunClosed()).isTrue();
        assertThat(a.awaitChange(Duration.ZERO)).isTrue();
        assertThatThrownBy(nodes.node("c", 1, 1)::nextRendezvous)
                .isInstanceOfSatisfying(RendezvousClosedException.class, e -> {
                    assertThat(e.by()).contains("a");
                    assertThat(e.why()).contains("stopped");
                });
        assertThat(a.status().ending())
                .hasValueSatisfying(ending -> assertThat(ending.code()).isEqualTo(3));
    }

    @Test
    void handlerThatNeverJoinedClosesTheRun() throws Exception {
        ElasticHandler outside = nodes.node("x", 2, 2);
        assertThat(outside.isRunClosed()).isFalse();
        assertThat(outside.numNodesWaiting()).isZero();

        assertThat(outside.shutdown()).isTrue();
        assertThat(outside.shutdown()).isTrue();

        assertThat(nodes.node("y", 2, 2).isRunClosed()).isTrue();
    }

    @Test
    void finishOfAllClosesRunWithCodeZero() throws Exception {
        ElasticHandler a = nodes.node("a", 2, 2);
        ElasticHandler b = nodes.node("b", 2, 2);
        Nodes.meet(List.of(a, b));

        BackgroundCall<Boolean> finishing = BackgroundCall.start(a::finish);
        assertThat(b.finish()).isTrue();
        assertThat(finishing.result()).isTrue();

        eventually("the run is closed", a::isRunClosed);
        Ending ending = a.status().ending().orElseThrow();
        assertThat(ending.why()).isEqualTo(Ending.Why.FINISHED);
        assertThat(ending.code()).isZero();
        assertThat(a.numNodesWaiting()).isZero();
        assertThatThrownBy(a::nextRendezvous)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has finished");
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
    void fatalFailureClosesTheRunForAll() throws Exception {
        ElasticHandler a = nodes.node("a", 2, 2);
        ElasticHandler b = nodes.node("b", 2, 2);
        Nodes.meet(List.of(a, b));

        a.fail(new Failure(3, 42, "worker 3 exited with 42", false));
        Nodes.awaitChange(b);

        Ending ending = b.status().ending().orElseThrow();
        assertThat(ending.why()).isEqualTo(Ending.Why.FAILED);
        assertThat(ending.code()).isEqualTo(42);
        assertThat(ending.root()).hasValueSatisfying(root -> {
            assertThat(root.kind()).isEqualTo(Root.Kind.FAILED);
            assertThat(root.rank()).isEqualTo(3);
            assertThat(root.node()).isEqualTo("a");
        });
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
    void drainWhileWaitingEndsTheJoin() throws Exception {
        ElasticHandler a = nodes.node("a", 2, 2);
        BackgroundCall<RendezvousInfo> joining = BackgroundCall.start(a::nextRendezvous);
        eventually("it waits", () -> nodes.node("look", 2, 2).look().waiting().size() == 1);

        a.drain();

        assertThatThrownBy(joining::result).isInstanceOf(RendezvousGracefulExitException.class);
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
    void closeEndsTheJoinThatWaits() throws Exception {
        ElasticHandler a = nodes.node("a", 2, 2);
        BackgroundCall<RendezvousInfo> joining = BackgroundCall.start(a::nextRendezvous);
        eventually("it waits", () -> nodes.node("look", 2, 2).look().waiting().size() == 1);

        a.close();
        a.close();

        assertThatThrownBy(joining::result).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(a::nextRendezvous).isInstanceOf(IllegalStateException.class);
        assertThat(nodes.node("look2", 2, 2).look().waiting()).isEmpty();
    }

    @Test
    void closeEndsAwaitChangeAndTheRoundStore() throws Exception {
        ElasticHandler a = nodes.node("a", 1, 1);
        RendezvousInfo place = a.nextRendezvous();
        BackgroundCall<Boolean> watching =
                BackgroundCall.start(() -> a.awaitChange(Duration.ofMinutes(1))).untilItWaits();
        BackgroundCall<byte[]> getting =
                BackgroundCall.start(() -> place.store().get("key")).untilItWaits();

        a.close();

        assertThatThrownBy(watching::result).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(getting::result).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(place::members).isInstanceOf(IllegalStateException.class);
        assertThat(a.status().round()).isEqualTo(1);
    }

    @Test
    void interruptLeavesAndTheHandlerCanJoinAgain() throws Exception {
        ElasticHandler a = nodes.node("a", 2, 2);
        BackgroundCall<RendezvousInfo> joining = BackgroundCall.start(a::nextRendezvous);
        eventually("it waits", () -> nodes.node("look", 2, 2).look().waiting().size() == 1);

        joining.interrupt();

        assertThatThrownBy(joining::result).isInstanceOf(InterruptedException.class);
        assertThat(nodes.node("look2", 2, 2).look().waiting()).isEmpty();
        assertThat(Nodes.meet(List.of(a, nodes.node("b", 2, 2)))).hasSize(2);
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
    void listenerThatThrowsIsCalledAgain() throws Exception {
        ElasticHandler a = nodes.node("a", 1, 1);
        BlockingQueue<RoundStatus> seen = new LinkedBlockingQueue<>();
        a.onChange(status -> {
            seen.add(status);
            throw new IllegalArgumentException("on purpose");
        });
        a.nextRendezvous();
        assertThat(seen.poll(30, TimeUnit.SECONDS)).isNotNull();

        a.closeRun();

        eventually(
                "told of the end",
                () -> seen.stream().anyMatch(status -> status.ending().isPresent()));
    }

    @Test
    void frozenServiceIsReportedUntilItAnswers() throws Exception {
        ElasticHandler a = nodes.node("a", 1, 1, builder -> builder.config("unreachable_timeout", "700ms"));
        a.nextRendezvous();
        nodes.spaces().freeze();

        assertThatThrownBy(() -> a.awaitChange(Duration.ofSeconds(30)))
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining("run-7");

        nodes.spaces().thaw();
        eventually("it answers", () -> isReachable(a));
    }

    @Test
    void waitingNodeFailsWhenTheServiceIsLost() throws Exception {
        ElasticHandler a = nodes.node("a", 2, 2, builder -> builder.config("unreachable_timeout", "700ms"));
        BackgroundCall<RendezvousInfo> joining = BackgroundCall.start(a::nextRendezvous);
        eventually("it waits", () -> nodes.node("look", 2, 2).look().waiting().size() == 1);
        nodes.spaces().freeze();

        assertThatThrownBy(joining::result)
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining("did not answer while this node waited");
    }

    @Test
    void spareFailsWhenTheServiceIsLost() throws Exception {
        ElasticHandler a = nodes.node("a", 1, 1);
        a.nextRendezvous();
        ElasticHandler b = nodes.node("b", 1, 1, builder -> builder.config("unreachable_timeout", "700ms"));
        BackgroundCall<RendezvousInfo> spare = BackgroundCall.start(b::nextRendezvous);
        eventually("the spare is there", () -> a.look().waiting().size() == 1);
        nodes.spaces().freeze();

        assertThatThrownBy(spare::result).isInstanceOf(RendezvousConnectionException.class);
    }

    @Test
    void firstJoinWaitsForALateService() throws Exception {
        ElasticHandler a = nodes.node("a", 1, 1, builder -> builder.config("unreachable_timeout", "300ms"));
        nodes.spaces().freeze();
        BackgroundCall<RendezvousInfo> joining = BackgroundCall.start(a::nextRendezvous);
        eventually("no contact for too long", () -> !isReachable(a));
        nodes.spaces().thaw();

        assertThat(joining.result().worldSize()).isEqualTo(1);
    }

    @Test
    void observerSeesTheEndOfTheRun() throws Exception {
        ElasticHandler observer = nodes.node("observer", 1, 1);
        BackgroundCall<Boolean> watching = BackgroundCall.start(() -> observer.awaitChange(Duration.ofSeconds(30)))
                .untilItWaits();
        nodes.node("a", 1, 1).closeRun();

        assertThat(watching.result()).isTrue();
    }

    @Test
    void closeWithoutAnAnswerIsAnUnknownOutcome() throws Exception {
        ElasticHandler a = nodes.node("a", 1, 1, builder -> builder.config("close_timeout", "300ms"));
        nodes.spaces().freeze();

        assertThatThrownBy(a::closeRun)
                .isInstanceOfSatisfying(
                        RendezvousConnectionException.class,
                        failure ->
                                assertThat(failure.outcome()).isEqualTo(RendezvousConnectionException.Outcome.UNKNOWN));
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
    void forgetWhoseLastAnswerIsLostSucceeds() throws Exception {
        nodes.node("a", 1, 1).closeRun();
        CoordinationSpace space = losingTheAnswerToADelete(nodes.spaces().open(Nodes.RUN));
        ElasticHandler operator = nodes.node(space, "operator", 1, 1, builder -> builder);
        eventually("the run is known to be closed", operator::isRunClosed);

        assertThat(operator.forget()).isTrue();
        assertThat(operator.isRunClosed()).isFalse();
        assertThat(operator.nextRendezvous().round()).isEqualTo(1);
    }

    private static CoordinationSpace losingTheAnswerToADelete(CoordinationSpace space) {
        AtomicBoolean lost = new AtomicBoolean();
        return overheard(
                space,
                (method, arguments, answer) -> method.equals("delete") && lost.compareAndSet(false, true)
                        ? ((CompletionStage<?>) answer)
                                .thenApply(unseen -> new WriteOutcome.Unknown(new IOException("lost")))
                        : answer);
    }

    @Test
    void nodeThatKnowsTheEndMayNotServe() throws Exception {
        List<Object> serves = new CopyOnWriteArrayList<>();
        CoordinationSpace space = overheard(nodes.spaces().open(Nodes.RUN), (method, arguments, answer) -> {
            if (method.equals("mayServe")) {
                serves.add(arguments[0]);
            }
            return answer;
        });
        ElasticHandler a = nodes.node(space, "a", 1, 1, builder -> builder);
        a.nextRendezvous();
        assertThat(serves).containsExactly(true);
        nodes.node("operator", 1, 1).closeRun();
        Nodes.awaitChange(a);

        assertThatThrownBy(a::nextRendezvous).isInstanceOf(RendezvousClosedException.class);
        assertThat(serves.subList(1, serves.size())).containsOnly(false);
    }

    /** What is done with a call to a space and its answer. */
    private interface Overhearing {
        Object answer(String method, Object[] arguments, Object answer);
    }

    private static CoordinationSpace overheard(CoordinationSpace space, Overhearing overhearing) {
        return (CoordinationSpace) Proxy.newProxyInstance(
                CoordinationSpace.class.getClassLoader(),
                new Class<?>[] {CoordinationSpace.class},
                (proxy, method, arguments) ->
                        overhearing.answer(method.getName(), arguments, method.invoke(space, arguments)));
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

    private static boolean isReachable(ElasticHandler handler) throws InterruptedException {
        try {
            return handler.numNodesWaiting() >= 0;
        } catch (RendezvousConnectionException e) {
            return false;
        }
    }

    @Test
    void forgetRemovesAnEndedRunOnly() throws Exception {
        ElasticHandler a = nodes.node("a", 1, 1);
        a.nextRendezvous();
        ElasticHandler operator = nodes.node("operator", 1, 1);
        assertThat(operator.forget()).isFalse();
        a.shutdown();
        eventually("the record is gone", operator::forget);

        assertThat(nodes.node("b", 1, 1).nextRendezvous().round()).isEqualTo(1);
    }

    @Test
    void checkTriesWhatNodeNeedsAndLeavesNothing() throws Exception {
        ElasticHandler a = nodes.node("a", 1, 1);
        List<Check> checks = a.check(Duration.ofSeconds(20));

        assertThat(checks).extracting(Check::result).containsOnly(Check.Result.OK);
        assertThat(checks).extracting(Check::step).contains("lease", "watch", "write", "notification", "revoke");
        assertThat(a.look().waiting()).isEmpty();
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
