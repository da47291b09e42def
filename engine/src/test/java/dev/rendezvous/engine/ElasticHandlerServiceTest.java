package dev.rendezvous.engine;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousClosedException;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.tck.BackgroundCall;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An elastic handler calls its coordination service, and reports a service that does not answer. */
@Timeout(120)
class ElasticHandlerServiceTest {

    private final Nodes nodes = new Nodes();

    @AfterEach
    void closeNodes() {
        nodes.close();
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

    private static boolean isReachable(ElasticHandler handler) throws InterruptedException {
        try {
            return handler.numNodesWaiting() >= 0;
        } catch (RendezvousConnectionException e) {
            return false;
        }
    }

    @Test
    void checkTriesWhatNodeNeedsAndLeavesNothing() throws Exception {
        ElasticHandler a = nodes.node("a", 1, 1);
        List<Check> checks = a.check(Duration.ofSeconds(20));

        assertThat(checks).extracting(Check::result).containsOnly(Check.Result.OK);
        assertThat(checks).extracting(Check::step).contains("lease", "watch", "write", "notification", "revoke");
        assertThat(a.look().waiting()).isEmpty();
    }
}
