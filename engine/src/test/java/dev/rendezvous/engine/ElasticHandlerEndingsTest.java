package dev.rendezvous.engine;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousClosedException;
import dev.rendezvous.RendezvousGracefulExitException;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.tck.BackgroundCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An elastic run is closed for all nodes, or one handler leaves it. */
@Timeout(120)
class ElasticHandlerEndingsTest {

    private final Nodes nodes = new Nodes();

    @AfterEach
    void closeNodes() {
        nodes.close();
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
    void drainWhileWaitingEndsTheJoin() throws Exception {
        ElasticHandler a = nodes.node("a", 2, 2);
        BackgroundCall<RendezvousInfo> joining = BackgroundCall.start(a::nextRendezvous);
        eventually("it waits", () -> nodes.node("look", 2, 2).look().waiting().size() == 1);

        a.drain();

        assertThatThrownBy(joining::result).isInstanceOf(RendezvousGracefulExitException.class);
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
    void observerSeesTheEndOfTheRun() throws Exception {
        ElasticHandler observer = nodes.node("observer", 1, 1);
        BackgroundCall<Boolean> watching = BackgroundCall.start(() -> observer.awaitChange(Duration.ofSeconds(30)))
                .untilItWaits();
        nodes.node("a", 1, 1).closeRun();

        assertThat(watching.result()).isTrue();
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
}
