package dev.rendezvous.c10d.rule;

import static dev.rendezvous.c10d.rule.Situation.LAST_CALL;
import static dev.rendezvous.c10d.rule.Situation.ME;
import static dev.rendezvous.c10d.rule.Situation.NOW;
import static dev.rendezvous.c10d.rule.Situation.node;
import static dev.rendezvous.c10d.rule.Situation.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.c10d.state.Draft;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the state is after an action. The display names are those of PyTorch's {@code DistributedRendezvousOpExecutorTest}. */
final class ChangeTest {

    private static final Duration LONG_AGO = Duration.ofSeconds(31);

    @Test
    @DisplayName("test_run_keeps_alive")
    void heartbeatIsNow() {
        RunState after =
                with(0).state(draft -> draft.beat(ME, NOW.minus(LONG_AGO))).after(Action.KEEP_ALIVE);
        assertThat(after.heartbeats()).containsExactly(Map.entry(ME, NOW));
    }

    @Test
    @DisplayName("test_run_adds_to_participants")
    void nodeIsAdded() {
        RunState after = with(0).nodes(2, 2).after(Action.ADD_TO_PARTICIPANTS);
        assertThat(after.participants()).containsExactly(Map.entry(ME, 0));
        assertThat(after.heartbeats()).containsExactly(Map.entry(ME, NOW));
        assertThat(after.deadline()).isEmpty();
        assertThat(after.complete()).isFalse();
    }

    @Test
    @DisplayName("test_run_adds_to_participants_if_node_was_in_waitlist")
    void addedNodeWaitsNoLonger() {
        RunState after = with(0).nodes(2, 2).waiting().after(Action.ADD_TO_PARTICIPANTS);
        assertThat(after.waitList()).isEmpty();
        assertThat(after.isParticipant(ME)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    @DisplayName("test_run_adds_to_participants_and_starts_last_call_if_min_nodes_is_reached")
    void minimumStartsTheLastCall(int others) {
        RunState after = with(others).nodes(others + 1, others + 2).after(Action.ADD_TO_PARTICIPANTS);
        assertThat(after.deadline()).contains(NOW.plus(LAST_CALL));
        assertThat(after.complete()).isFalse();
    }

    @Test
    void laterNodesDoNotExtendTheLastCall() {
        RunState after =
                with(2).nodes(2, 4).deadline(NOW.plusSeconds(7), Duration.ZERO).after(Action.ADD_TO_PARTICIPANTS);
        assertThat(after.deadline()).contains(NOW.plusSeconds(7));
    }

    @Test
    @DisplayName(
            "corrected: more nodes than the minimum without a deadline get one, since PyTorch waits in that state or fails at it")
    void enoughNodesAlwaysHaveADeadline() {
        RunState after = with(2).nodes(2, 4).after(Action.ADD_TO_PARTICIPANTS);
        assertThat(after.deadline()).contains(NOW.plus(LAST_CALL));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    @DisplayName("test_run_adds_to_participants_and_completes_rendezvous_if_max_nodes_is_reached")
    void maximumCompletesTheRound(int others) {
        for (int min : List.of(1, others + 1)) {
            Situation situation = with(0).nodes(min, others + 1).state(draft -> addReversed(draft, others));
            RunState after = situation.after(Action.ADD_TO_PARTICIPANTS);
            assertThat(after.complete()).isTrue();
            assertThat(after.deadline()).isEmpty();
            List<Node> sorted = after.participants().keySet().stream().sorted().toList();
            for (int rank = 0; rank < sorted.size(); rank++) {
                assertThat(after.participants()).containsEntry(sorted.get(rank), rank);
            }
        }
    }

    private static void addReversed(Draft draft, int others) {
        for (int i = others; i > 0; i--) {
            draft.participants().put(node(i), 0);
        }
    }

    @Test
    @DisplayName("test_run_adds_to_waitlist")
    void nodeWaits() {
        RunState after = with(1).complete().after(Action.ADD_TO_WAIT_LIST);
        assertThat(after.waitList()).containsExactly(ME);
        assertThat(after.heartbeats()).containsEntry(ME, NOW);
    }

    @Test
    @DisplayName("the redundancy actions, which no test of PyTorch covers")
    void nodeStandsByAndMovesInTwoWrites() {
        RunState standsBy = with(2).complete().after(Action.ADD_TO_REDUNDANCY_LIST);
        assertThat(standsBy.redundancyList()).containsExactly(ME);
        assertThat(standsBy.heartbeats()).containsEntry(ME, NOW);
        RunState gone = with(2).complete().standingBy().after(Action.REMOVE_FROM_REDUNDANCY_LIST);
        assertThat(gone.redundancyList()).isEmpty();
        assertThat(gone.heartbeats()).doesNotContainKey(ME);
        RunState waits = with(1).complete().standingBy().after(Action.ADD_TO_WAIT_LIST);
        assertThat(waits.redundancyList()).isEmpty();
        assertThat(waits.waitList()).containsExactly(ME);
    }

    @Test
    @DisplayName("test_run_removes_from_participants")
    void leavingKeepsWhatOthersNeed() {
        RunState open = with(2).nodes(2, 4)
                .participating()
                .deadline(NOW.plusSeconds(7), Duration.ZERO)
                .after(Action.REMOVE_FROM_PARTICIPANTS);
        assertThat(open.deadline()).contains(NOW.plusSeconds(7));
        assertThat(open.round()).isZero();
        assertThat(open.heartbeats()).doesNotContainKey(ME);
        RunState complete = with(2).nodes(2, 3).participating().complete().after(Action.REMOVE_FROM_PARTICIPANTS);
        assertThat(complete.complete()).isTrue();
        assertThat(complete.participants())
                .as("the others keep their ranks")
                .containsEntry(node(1), 1)
                .containsEntry(node(2), 2);
    }

    @Test
    @DisplayName("test_run_removes_from_participants_and_moves_to_next_round_if_node_is_last_participant")
    void lastOneOpensTheNextRound() {
        RunState after = with(0).participating().complete().after(Action.REMOVE_FROM_PARTICIPANTS);
        assertThat(after.complete()).isFalse();
        assertThat(after.round()).isEqualTo(1);
        assertThat(after.participants()).isEmpty();
    }

    @Test
    @DisplayName("test_run_removes_from_participants_and_clears_last_call_if_rendezvous_has_less_than_min_nodes")
    void tooFewNodesEndTheLastCall() {
        RunState after = with(1).nodes(2, 4)
                .participating()
                .deadline(NOW.plusSeconds(7), Duration.ZERO)
                .after(Action.REMOVE_FROM_PARTICIPANTS);
        assertThat(after.deadline()).isEmpty();
        assertThat(after.round()).isZero();
    }

    @Test
    @DisplayName("test_run_removes_from_waitlist")
    void nodeWaitsNoLonger() {
        RunState after = with(0).waiting().after(Action.REMOVE_FROM_WAIT_LIST);
        assertThat(after.waitList()).isEmpty();
        assertThat(after.heartbeats()).isEmpty();
    }

    @Test
    @DisplayName("test_run_marks_rendezvous_closed")
    void runIsClosed() {
        assertThat(with(1).after(Action.MARK_CLOSED).closed()).isTrue();
    }

    @Test
    @DisplayName("MARK_RENDEZVOUS_COMPLETE alone, which no test of PyTorch covers")
    void ranksAreInTheOrderOfPython() {
        Node smiley = new Node("\uD83D\uDE00", 1, 0);
        Node last = new Node("\uFFFD", 1, 0);
        Situation situation = with(0).deadline(NOW, Duration.ZERO)
                .state(draft -> List.of(
                                smiley,
                                last,
                                new Node("n2", 5, 1),
                                new Node("n2", 5, 0),
                                new Node("n2", 40, 0),
                                new Node("n10", 9, 9))
                        .forEach(node -> draft.participants().put(node, 0)));
        RunState after = situation.after(Action.MARK_COMPLETE);
        assertThat(after.participants())
                .containsEntry(new Node("n10", 9, 9), 0)
                .containsEntry(new Node("n2", 5, 0), 1)
                .containsEntry(new Node("n2", 5, 1), 2)
                .containsEntry(new Node("n2", 40, 0), 3)
                .as("by code point, which differs from Java's order of texts")
                .containsEntry(last, 4)
                .containsEntry(smiley, 5);
        assertThat(after.deadline()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Action.class,
            names = {"SYNC", "FINISH", "ERROR_CLOSED", "ERROR_TIMEOUT", "GRACEFUL_EXIT"})
    void otherActionsChangeNothing(Action action) {
        assertThat(action.isChange()).isFalse();
        assertThatThrownBy(() -> with(1).after(action)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void removingNoNodeIsTheSameState() {
        View view = with(2).view();
        assertThat(Change.without(view.state(), Set.of(), view.rules())).isSameAs(view.state());
    }
}
