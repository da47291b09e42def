package dev.rendezvous.engine;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.tck.BackgroundCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The threads of a handler: calls that are interrupted or closed at a point that differs from round to round, and listeners that call back. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HandlerStressTest {

    private static final int ROUNDS = Integer.getInteger("rendezvous.stress.rounds", 60);

    /** A join over a space in memory takes less. */
    private static final long LONGEST_PAUSE_NANOS = 3_000_000;

    private final Nodes nodes = new Nodes();
    private final SplittableRandom random = new SplittableRandom(7);

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    /** What a program may do while another thread interrupts it. */
    enum Call {
        JOIN,
        CHANGE,
        LOOK,
        WAITING,
        DRAIN,
        FAIL,
        FINISH,
        CLOSE_RUN,
        CHECK;

        Object make(ElasticHandler handler) throws InterruptedException {
            return switch (this) {
                case JOIN -> handler.nextRendezvous();
                case CHANGE -> handler.awaitChange(Duration.ofMinutes(1));
                case LOOK -> handler.look();
                case WAITING -> handler.numNodesWaiting();
                case FINISH -> handler.finish();
                case CHECK -> handler.check(Duration.ofSeconds(10));
                case DRAIN -> {
                    handler.drain();
                    yield "drained";
                }
                case FAIL -> {
                    handler.fail(new Failure(0, 1, "on purpose", true));
                    yield "failed";
                }
                case CLOSE_RUN -> {
                    handler.closeRun();
                    yield "closed";
                }
            };
        }
    }

    @Test
    void closeAtAnyPointEndsAJoin() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            ElasticHandler handler = nodes.node("a" + round, 2, 2);
            BackgroundCall<RendezvousInfo> joining = BackgroundCall.start(handler::nextRendezvous);
            pause();

            handler.close();

            assertThat(outcome(joining::result)).isInstanceOf(IllegalStateException.class);
        }
        ElasticHandler look = nodes.node("look", 2, 2);
        eventually("no node is left", () -> look.look().waiting().isEmpty());
        look.close();
        eventually("no thread of a handler is left", () -> threads().isEmpty());
    }

    @Test
    void handlerJoinsAgainAfterInterruptAtAnyPoint() throws Exception {
        ElasticHandler handler = nodes.node("a", 1, 1);
        for (int round = 0; round < ROUNDS; round++) {
            BackgroundCall<RendezvousInfo> joining = BackgroundCall.start(handler::nextRendezvous);
            pause();

            joining.interrupt();

            Object outcome = outcome(joining::result);
            assertThat(outcome).isInstanceOfAny(RendezvousInfo.class, InterruptedException.class);
        }
        assertThat(handler.nextRendezvous().worldSize()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void interruptAtAnyPointEndsACall(Call call) throws Exception {
        for (int round = 0; round < ROUNDS / 4; round++) {
            Nodes run = new Nodes();
            try {
                ElasticHandler handler = run.node("a", 1, 1);
                handler.nextRendezvous();
                BackgroundCall<Object> calling = BackgroundCall.start(() -> call.make(handler));
                pause();

                calling.interrupt();

                Object outcome = outcome(calling::result);
                if (outcome instanceof Exception) {
                    assertThat(outcome).isInstanceOfAny(InterruptedException.class, RendezvousException.class);
                }
            } finally {
                run.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void closeAtAnyPointEndsACall(Call call) throws Exception {
        for (int round = 0; round < ROUNDS / 4; round++) {
            Nodes run = new Nodes();
            try {
                ElasticHandler handler = run.node("a", 1, 1);
                handler.nextRendezvous();
                BackgroundCall<Object> calling = BackgroundCall.start(() -> call.make(handler));
                pause();

                handler.close();

                Object outcome = outcome(calling::result);
                if (outcome instanceof Exception) {
                    assertThat(outcome).isInstanceOfAny(IllegalStateException.class, RendezvousException.class);
                }
            } finally {
                run.close();
            }
        }
    }

    @Test
    void interruptDuringCloseIsKept() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            ElasticHandler handler = nodes.node("a" + round, 1, 100);
            handler.nextRendezvous();
            BackgroundCall<Boolean> closing = BackgroundCall.start(() -> {
                Thread.currentThread().interrupt();
                handler.close();
                return Thread.interrupted();
            });

            assertThat(closing.result()).isTrue();
        }
    }

    @Test
    void closeFromManyThreadsReturnsInEach() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            ElasticHandler handler = nodes.node("a" + round, 2, 2);
            List<BackgroundCall<?>> calls = new ArrayList<>();
            calls.add(BackgroundCall.start(handler::nextRendezvous));
            for (int i = 0; i < 3; i++) {
                calls.add(BackgroundCall.start(() -> {
                    handler.close();
                    return "closed";
                }));
            }
            for (BackgroundCall<?> call : calls) {
                assertThat(outcome(call::result)).isInstanceOfAny(IllegalStateException.class, String.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Call.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"JOIN", "CHANGE"})
    void listenerMayCallBack(Call call) throws Exception {
        ElasticHandler handler = nodes.node("a", 1, 1);
        BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();
        handler.onChange(status -> {
            if (outcomes.isEmpty() && status.round() == 1) {
                outcomes.add(outcome(() -> call.make(handler)));
            }
        });

        handler.nextRendezvous();

        assertThat(outcomes.poll(30, TimeUnit.SECONDS)).isNotInstanceOf(Exception.class);
    }

    @Test
    void listenerMayJoinTheNextRound() throws Exception {
        ElasticHandler handler = nodes.node("a", 1, 1);
        CountDownLatch entered = new CountDownLatch(1);
        BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();
        handler.onChange(status -> {
            if (outcomes.isEmpty()) {
                outcomes.add(outcome(() -> {
                    entered.await();
                    return handler.nextRendezvous().round();
                }));
            }
        });

        handler.nextRendezvous();
        entered.countDown();

        assertThat(outcomes.poll(30, TimeUnit.SECONDS)).isEqualTo(2L);
    }

    @Test
    void listenerMayCloseItsHandler() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            ElasticHandler handler = nodes.node("a" + round, 1, 100);
            handler.onChange(status -> handler.close());

            assertThat(outcome(handler::nextRendezvous))
                    .isInstanceOfAny(RendezvousInfo.class, IllegalStateException.class);
            eventually(
                    "the handler is closed", () -> outcome(handler::numNodesWaiting) instanceof IllegalStateException);
        }
    }

    private void pause() {
        LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE_NANOS));
    }

    private static Object outcome(Callable<?> call) {
        try {
            return call.call();
        } catch (Exception e) {
            return e;
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("rendezvous-engine-") || name.startsWith("rendezvous-listener-"))
                .toList();
    }
}
