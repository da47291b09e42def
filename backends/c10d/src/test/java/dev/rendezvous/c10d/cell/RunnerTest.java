package dev.rendezvous.c10d.cell;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.c10d.rule.Action;
import dev.rendezvous.c10d.rule.Operation;
import dev.rendezvous.c10d.rule.Operations;
import dev.rendezvous.c10d.rule.Rules;
import dev.rendezvous.c10d.rule.View;
import dev.rendezvous.c10d.state.Draft;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How operations are carried out: what is read and written, how often, and when. */
final class RunnerTest {

    private static final Instant NOW = Instant.parse("2026-11-28T19:48:10Z");
    private static final Node ME = new Node("dummy", 1, 0);
    private static final Rules RULES = new Rules(1, 200, Duration.ofSeconds(60), Duration.ofSeconds(30), 3, true);

    private final CountedStore store = new CountedStore();
    private final AtomicLong nanos = new AtomicLong();
    private final Clocks clocks = new Clocks(() -> NOW, nanos::get);
    private final NotedBell bell = new NotedBell();
    private final Runner runner = new Runner(cell(), bell, ME, RULES, clocks);

    private static final class NotedBell implements Bell {
        private final List<Duration> waits = new ArrayList<>();
        private final List<RunState> rings = new ArrayList<>();

        @Override
        public void ring(RunState before, RunState after) {
            rings.add(after);
        }

        @Override
        public void await(RunState seen, Duration limit) {
            waits.add(limit);
        }
    }

    private StateCell cell() {
        return new StateCell(store.counted(), StateCellContract.CODEC);
    }

    private TimeLimit limit() {
        return TimeLimit.of(clocks, Duration.ofSeconds(10));
    }

    private void store(Consumer<Draft> change) {
        Draft draft = Draft.of(RunState.EMPTY);
        change.accept(draft);
        store(draft.state());
    }

    private void store(RunState state) {
        try {
            store.plain().set(StateCellContract.KEY, StateCellContract.CODEC.encode(state));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private RunState stored() throws InterruptedException {
        return StateCellContract.CODEC.decode(store.plain().get(StateCellContract.KEY));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** {@return an operation that does one action, and then has finished} */
    private static Operation once(Action action) {
        boolean[] done = {false};
        return view -> {
            Action next = done[0] ? Action.FINISH : action;
            done[0] = true;
            return next;
        };
    }

    @Nested
    @DisplayName("BackendRendezvousStateHolderTest")
    final class Holder {

        @Test
        @DisplayName("test_init_initializes_state_holder")
        void newRunnerTouchesNothing() {
            assertThat(store.calls()).isEmpty();
        }

        @Test
        @DisplayName("test_sync_gets_empty_state_if_backend_state_does_not_exist")
        void missingStateIsEmpty() throws Exception {
            assertThat(runner.fresh()).isEqualTo(RunState.EMPTY);
            assertThat(store.calls()).as("the second sets the mark").containsExactly("find", "compareAndSet");
        }

        @Test
        @DisplayName("test_sync_gets_backend_state_if_local_state_is_clean")
        void eachReadGetsTheState() throws Exception {
            for (int i = 0; i < 3; i++) {
                store(StateCellContract.state(i));
                assertThat(runner.fresh()).isEqualTo(StateCellContract.state(i));
                assertThat(store.calls()).containsExactly("find");
            }
        }

        @Test
        @DisplayName("test_sync_gets_backend_state_if_local_state_is_old_and_dirty")
        void lostWriteIsRepeatedOnTheNewState() throws Exception {
            store(StateCellContract.state(1));
            store.beforeNextWrite(() -> store(StateCellContract.state(2)));
            Ended ended = runner.run(Operations::close, limit(), () -> false);
            assertThat(ended.state().closed()).isTrue();
            assertThat(ended.state().participants())
                    .isEqualTo(StateCellContract.state(2).participants());
            assertThat(store.calls())
                    .as("the answer to the lost write is the state")
                    .containsExactly("find", "compareAndSet", "compareAndSet");
            assertThat(bell.rings).hasSize(1);
        }

        @Test
        @DisplayName("test_sync_sets_backend_state_if_local_state_is_new_and_dirty")
        void wonWriteNeedsNoFurtherRead() throws Exception {
            store(StateCellContract.state(1));
            Ended ended = runner.run(Operations::close, limit(), () -> false);
            assertThat(store.calls()).containsExactly("find", "compareAndSet");
            assertThat(stored()).isEqualTo(ended.state());
        }

        @ParameterizedTest
        @ValueSource(longs = {0, 500, 1000})
        @DisplayName("test_sync_uses_cached_state_if_cache_duration_is_specified")
        void recentStateIsNotReadAgain(long millis) throws Exception {
            runner.fresh();
            store.calls();
            pass(Duration.ofMillis(millis));
            runner.recent();
            assertThat(store.calls()).isEmpty();
        }

        @Test
        @DisplayName("test_sync_gets_backend_state_if_cached_state_has_expired")
        void olderStateIsReadAgain() throws Exception {
            runner.fresh();
            pass(Duration.ofMillis(1010));
            store.calls();
            runner.recent();
            assertThat(store.calls()).containsExactly("find");
            runner.recent();
            assertThat(store.calls()).isEmpty();
        }

        @Test
        @DisplayName("test_sync_sanitizes_state, corrected: by silence that this node has observed")
        void silentNodesAreDropped() throws Exception {
            Node alive = new Node("alive", 1, 0);
            Node dead = new Node("dead", 1, 0);
            Node deadWaiter = new Node("dead-waiter", 1, 0);
            Node deadSpare = new Node("dead-spare", 1, 0);
            RunState state = RunState.EMPTY;
            for (int second = 0; second <= 91; second += 13) {
                Draft draft = Draft.of(RunState.EMPTY);
                draft.participants().put(alive, 0);
                draft.participants().put(dead, 1);
                draft.complete();
                draft.waitList().add(deadWaiter);
                draft.redundancyList().add(deadSpare);
                draft.heartbeats().put(alive, NOW.plusSeconds(second));
                List.of(dead, deadWaiter, deadSpare)
                        .forEach(node -> draft.heartbeats().put(node, NOW));
                store(draft.state());
                state = runner.fresh();
                assertThat(state.isParticipant(dead)).as("after %d s", second).isEqualTo(second <= 90);
                pass(Duration.ofSeconds(13));
            }
            assertThat(state.participants()).containsOnlyKeys(alive);
            assertThat(state.waitList()).isEmpty();
            assertThat(state.redundancyList()).isEmpty();
            assertThat(state.heartbeats()).containsOnlyKeys(alive);
        }

        @Test
        @DisplayName("test_sync_sanitizes_state_if_no_participants_is_left")
        void roundWithoutLivingNodesIsOver() throws Exception {
            Draft draft = Draft.of(RunState.EMPTY);
            draft.participants().put(new Node("dead", 1, 0), 0);
            draft.beat(new Node("dead", 1, 0), NOW);
            draft.complete();
            draft.close();
            store(new RunState(
                    999,
                    true,
                    draft.state().deadline(),
                    true,
                    draft.participants(),
                    draft.waitList(),
                    draft.redundancyList(),
                    draft.heartbeats(),
                    Map.of()));
            for (int i = 0; i < 4; i++) {
                runner.fresh();
                pass(Duration.ofSeconds(30).plusMillis(1));
            }
            RunState state = runner.fresh();
            assertThat(state.complete()).isFalse();
            assertThat(state.round()).isEqualTo(1000);
            assertThat(state.participants()).isEmpty();
            assertThat(state.heartbeats()).isEmpty();
            assertThat(state.closed()).isTrue();
        }

        @Test
        @DisplayName("test_sync_raises_error_if_backend_state_is_corrupt")
        void damagedStateEndsTheOperation() throws Exception {
            store.plain().set(StateCellContract.KEY, "corrupt".getBytes(ISO_8859_1));
            assertThatThrownBy(() -> runner.run(Operations::join, limit(), () -> false))
                    .isInstanceOf(RendezvousStateException.class);
            assertThat(store.calls()).containsExactly("find");
        }
    }

    @Nested
    @DisplayName("DistributedRendezvousOpExecutorTest")
    final class Executor {

        @Test
        @DisplayName("test_run_passes_expected_context_and_deadline_to_state_handler")
        void operationIsToldAll() throws Exception {
            store(StateCellContract.state(1));
            List<View> views = new ArrayList<>();
            TimeLimit limit = limit();
            pass(Duration.ofSeconds(3));
            runner.run(
                    view -> {
                        views.add(view);
                        return Action.FINISH;
                    },
                    limit,
                    () -> false);
            View view = views.get(0);
            assertThat(view.me()).isSameAs(ME);
            assertThat(view.rules()).isSameAs(RULES);
            assertThat(view.state()).isEqualTo(StateCellContract.state(1));
            assertThat(view.late()).isEqualTo(Duration.ofSeconds(-7));
            assertThat(view.now()).isEqualTo(NOW);
        }

        @ParameterizedTest
        @EnumSource(
                value = Action.class,
                names = {"ERROR_CLOSED", "ERROR_TIMEOUT", "GRACEFUL_EXIT"})
        @DisplayName("test_run_raises_error_if_rendezvous_is_closed, test_run_raises_error_if_operation_timed_out")
        void failedOperationWritesNothing(Action failure) throws Exception {
            store(StateCellContract.state(1));
            assertThat(runner.run(view -> failure, limit(), () -> false).action())
                    .isEqualTo(failure);
            assertThat(store.calls()).containsExactly("find");
        }

        @Test
        @DisplayName("test_run_delays_execution_if_sync_requested, corrected: it waits for the change, up to a second")
        void waitingOperationLooksAgain() throws Exception {
            store(StateCellContract.state(1));
            runner.run(once(Action.SYNC), limit(), () -> false);
            assertThat(bell.waits).hasSize(1);
            assertThat(bell.waits.get(0)).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1));
            assertThat(store.calls()).as("nothing is written").containsExactly("find", "find");
        }

        @ParameterizedTest
        @EnumSource(
                value = Action.class,
                names = {"KEEP_ALIVE", "ADD_TO_PARTICIPANTS", "ADD_TO_WAIT_LIST", "ADD_TO_REDUNDANCY_LIST"})
        void beatOfEachKindCounts(Action action) throws Exception {
            store(StateCellContract.state(1));
            pass(Duration.ofSeconds(20));
            runner.run(once(action), limit(), () -> false);
            assertThat(runner.untilBeat()).isEqualTo(RULES.keepAlive());
            pass(Duration.ofSeconds(31));
            assertThat(runner.untilBeat()).isEqualTo(Duration.ofSeconds(-1));
        }

        @Test
        @DisplayName("test_keep_alive_respects_the_requested_timeout")
        void lateHeartbeatIsNotWritten() throws Exception {
            store(draft -> {
                draft.participants().put(ME, 0);
                draft.beat(ME, NOW);
            });
            TimeLimit limit = limit();
            pass(Duration.ofSeconds(31));
            Ended ended = runner.run(Operations::keepAlive, limit, () -> false);
            assertThat(ended.action()).isEqualTo(Action.ERROR_TIMEOUT);
            assertThat(store.calls()).containsExactly("find");
        }

        @Test
        void stoppedNodeWritesNothing() {
            store(StateCellContract.state(1));
            assertThatThrownBy(() -> runner.run(Operations::join, limit(), () -> true))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(store.calls()).containsExactly("find");
        }

        @Test
        @DisplayName("a spare that moves to the wait list gets its whole time once more")
        void timeOfASpareBeginsAgain() throws Exception {
            store(draft -> {
                draft.redundancyList().add(ME);
                draft.beat(ME, NOW);
            });
            List<Duration> late = new ArrayList<>();
            TimeLimit limit = limit();
            pass(Duration.ofSeconds(100));
            runner.run(
                    view -> {
                        late.add(view.late());
                        return late.size() == 1 ? Action.REMOVE_FROM_REDUNDANCY_LIST : Action.FINISH;
                    },
                    limit,
                    () -> false);
            assertThat(late).containsExactly(Duration.ofSeconds(90), Duration.ofSeconds(-10));
        }
    }
}
