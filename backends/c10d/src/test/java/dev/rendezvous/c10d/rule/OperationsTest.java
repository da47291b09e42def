package dev.rendezvous.c10d.rule;

import static dev.rendezvous.c10d.rule.Situation.INTERVAL;
import static dev.rendezvous.c10d.rule.Situation.LAST_CALL;
import static dev.rendezvous.c10d.rule.Situation.NOW;
import static dev.rendezvous.c10d.rule.Situation.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a node does next. The display names are those of PyTorch's own tests of the same rules. */
final class OperationsTest {

    private static final Duration ON_TIME = Duration.ZERO;
    private static final Duration ALMOST = INTERVAL.minusSeconds(1);
    private static final Duration FIVE_LATE = Duration.ofSeconds(5);
    private static final Duration TEN_LATE = Duration.ofSeconds(10);

    @Nested
    @DisplayName("TestRendezvousExitOp")
    final class Exit {

        @Test
        @DisplayName("test_removes_from_participants_if_node_is_participant")
        void participantIsRemoved() {
            assertThat(Operations.exit(with(1).participating().late(ON_TIME).view()))
                    .isEqualTo(Action.REMOVE_FROM_PARTICIPANTS);
        }

        @Test
        @DisplayName("test_raises_timeout_if_deadline_exceeded")
        void lateParticipantFails() {
            assertThat(Operations.exit(with(1).participating().late(TEN_LATE).view()))
                    .isEqualTo(Action.ERROR_TIMEOUT);
        }

        @Test
        @DisplayName("test_finishes_if_node_is_not_participant")
        void otherNodeHasFinished() {
            assertThat(Operations.exit(with(1).view())).isEqualTo(Action.FINISH);
            assertThat(Operations.exit(with(1).waiting().late(TEN_LATE).view())).isEqualTo(Action.FINISH);
        }
    }

    @Nested
    @DisplayName("TestRendezvousJoinOp")
    final class Join {

        private static void keepsAliveOrWaits(Situation situation) {
            assertThat(Operations.join(situation.sinceBeat(INTERVAL).view())).isEqualTo(Action.KEEP_ALIVE);
            assertThat(Operations.join(situation.sinceBeat(ALMOST).view())).isEqualTo(Action.SYNC);
        }

        @Test
        @DisplayName("test_raises_closed_if_rendezvous_is_closed")
        void closedRunRefuses() {
            assertThat(Operations.join(with(1).closed().view())).isEqualTo(Action.ERROR_CLOSED);
        }

        @Test
        @DisplayName("GracefulExit for a spare on closed, which no test of PyTorch covers")
        void spareEndsWellWithTheRun() {
            assertThat(Operations.join(with(2).complete().standingBy().closed().view()))
                    .isEqualTo(Action.GRACEFUL_EXIT);
        }

        @Test
        @DisplayName("test_finishes_if_rendezvous_is_complete_and_node_is_participant")
        void participantOfACompleteRoundHasFinished() {
            assertThat(Operations.join(with(1).participating().complete().view()))
                    .isEqualTo(Action.FINISH);
            assertThat(Operations.join(
                            with(1).participating().complete().late(TEN_LATE).view()))
                    .as("even if it is late")
                    .isEqualTo(Action.FINISH);
        }

        @Test
        @DisplayName("test_treat_as_redundancy_for_next_rendezvous_if_rendezvous_is_complete")
        void nodeStandsByForAFullRound() {
            assertThat(Operations.join(with(1).nodes(1, 1).complete().view())).isEqualTo(Action.ADD_TO_REDUNDANCY_LIST);
        }

        @Test
        @DisplayName("up to PyTorch 2.2 a node writes nothing while the round is full")
        void olderFamilyOnlyLooksAtAFullRound() {
            Situation full = with(1).nodes(1, 1).withoutRedundancyList().complete();
            assertThat(Operations.join(full.view())).isEqualTo(Action.SYNC);
            assertThat(Operations.join(full.sinceBeat(INTERVAL).view()))
                    .as("it has no heartbeat to renew")
                    .isEqualTo(Action.SYNC);
            assertThat(Operations.join(full.closed().view())).isEqualTo(Action.ERROR_CLOSED);
        }

        @Test
        @DisplayName("test_waits_next_round_if_rendezvous_is_complete_and_node_is_redundant")
        void spareWaitsWhileTheRoundIsFull() {
            keepsAliveOrWaits(with(1).nodes(1, 1).complete().standingBy());
        }

        @Test
        @DisplayName("test_remove_from_rednundancy_list")
        void spareMovesWhenThereIsRoom() {
            assertThat(Operations.join(
                            with(1).nodes(1, 2).complete().standingBy().view()))
                    .isEqualTo(Action.REMOVE_FROM_REDUNDANCY_LIST);
        }

        @Test
        @DisplayName("test_waits_next_round_if_rendezvous_is_complete_and_node_is_in_wait_list")
        void waitingNodeWaitsForTheNextRound() {
            keepsAliveOrWaits(with(1).complete().waiting());
        }

        @Test
        @DisplayName("test_waits_next_round_if_rendezvous_is_complete")
        void nodeWaitsWithoutARedundancyListToo() {
            keepsAliveOrWaits(with(1).withoutRedundancyList().complete().waiting());
        }

        @Test
        @DisplayName("test_adds_to_wait_list_if_rendezvous_is_complete_and_num_nodes_is_less_than_max_nodes")
        void nodeWaitsWhereThereIsRoom() {
            assertThat(Operations.join(with(1).complete().view())).isEqualTo(Action.ADD_TO_WAIT_LIST);
        }

        @Test
        @DisplayName("test_waits_rendezvous_to_complete_if_node_is_participant")
        void participantWaitsUntilTheDeadlineHasPassed() {
            keepsAliveOrWaits(with(1).nodes(1, 3).participating().deadline(NOW, ON_TIME));
        }

        @Test
        @DisplayName("test_marks_rendezvous_complete_if_node_is_participant_and_last_call_deadline_exceeded")
        void participantCompletesAfterTheDeadline() {
            assertThat(Operations.join(with(1).nodes(1, 3)
                            .participating()
                            .deadline(NOW.minusSeconds(1), ON_TIME)
                            .view()))
                    .isEqualTo(Action.MARK_COMPLETE);
        }

        @Test
        @DisplayName("corrected: a deadline of a clock that is hours ahead ends by the own clock")
        void fastClockDoesNotDelayTheRound() {
            Situation ahead = with(1).nodes(1, 3).participating();
            assertThat(Operations.join(
                            ahead.deadline(NOW.plusSeconds(7200), LAST_CALL).view()))
                    .isEqualTo(Action.SYNC);
            assertThat(Operations.join(ahead.deadline(NOW.plusSeconds(7200), LAST_CALL.plusMillis(1))
                            .view()))
                    .isEqualTo(Action.MARK_COMPLETE);
        }

        @Test
        void roundWithTooFewNodesIsNotCompleted() {
            assertThat(Operations.join(with(1).nodes(3, 4)
                            .participating()
                            .deadline(NOW.minusSeconds(1), ON_TIME)
                            .view()))
                    .isEqualTo(Action.SYNC);
        }

        @Test
        @DisplayName("test_adds_to_participants")
        void nodeJoinsAnOpenRound() {
            assertThat(Operations.join(with(1).late(ON_TIME).view())).isEqualTo(Action.ADD_TO_PARTICIPANTS);
            assertThat(Operations.join(with(1).waiting().view())).isEqualTo(Action.ADD_TO_PARTICIPANTS);
        }

        @Test
        @DisplayName("test_raises_timeout_if_deadline_exceeded")
        void lateNodeFails() {
            assertThat(Operations.join(with(1).late(TEN_LATE).view())).isEqualTo(Action.ERROR_TIMEOUT);
            assertThat(Operations.join(with(1).late(FIVE_LATE).view())).isEqualTo(Action.ERROR_TIMEOUT);
        }

        @Test
        @DisplayName("test_raises_timeout_if_rollback_deadline_exceeded_and_node_is_participant")
        void veryLateParticipantFails() {
            assertThat(Operations.join(with(1).participating().late(TEN_LATE).view()))
                    .isEqualTo(Action.ERROR_TIMEOUT);
        }

        @Test
        @DisplayName("test_raises_timeout_if_rollback_deadline_exceeded_and_node_is_in_wait_list")
        void veryLateWaitingNodeFails() {
            assertThat(Operations.join(
                            with(1).complete().waiting().late(TEN_LATE).view()))
                    .isEqualTo(Action.ERROR_TIMEOUT);
        }

        @Test
        @DisplayName("test_removes_from_participants_if_timed_out_but_rollback_deadline_is_not_reached")
        void lateParticipantTakesItselfOut() {
            assertThat(Operations.join(with(1).participating().late(FIVE_LATE).view()))
                    .isEqualTo(Action.REMOVE_FROM_PARTICIPANTS);
        }

        @Test
        @DisplayName("test_removes_from_wait_list_if_timed_out_but_rollback_deadline_is_not_reached")
        void lateWaitingNodeTakesItselfOut() {
            assertThat(Operations.join(
                            with(1).complete().waiting().late(FIVE_LATE).view()))
                    .isEqualTo(Action.REMOVE_FROM_WAIT_LIST);
        }

        @Test
        @DisplayName("test_no_timeout_for_redundant_node")
        void spareIsNeverLate() {
            assertThat(Operations.join(with(1).nodes(1, 1)
                            .complete()
                            .standingBy()
                            .late(TEN_LATE)
                            .view()))
                    .isEqualTo(Action.SYNC);
        }

        @Test
        @DisplayName("test_keep_alive_for_redundant_node")
        void lateSpareKeepsAlive() {
            assertThat(Operations.join(with(1).nodes(1, 1)
                            .complete()
                            .standingBy()
                            .late(TEN_LATE)
                            .sinceBeat(INTERVAL)
                            .view()))
                    .isEqualTo(Action.KEEP_ALIVE);
        }
    }

    @Nested
    @DisplayName("TestRendezvousCloseOp")
    final class Close {

        @Test
        @DisplayName("test_finishes_if_rendezvous_is_closed")
        void closedRunHasFinished() {
            assertThat(Operations.close(with(1).closed().late(TEN_LATE).view())).isEqualTo(Action.FINISH);
        }

        @Test
        @DisplayName("test_raises_timeout_if_deadline_exceeded")
        void lateNodeFails() {
            assertThat(Operations.close(with(1).late(TEN_LATE).view())).isEqualTo(Action.ERROR_TIMEOUT);
        }

        @Test
        @DisplayName("test_marks_rendezvous_closed")
        void nodeClosesTheRun() {
            assertThat(Operations.close(with(1).late(ON_TIME).view())).isEqualTo(Action.MARK_CLOSED);
        }
    }

    @Nested
    @DisplayName("TestRendezvousKeepAliveOp")
    final class KeepAlive {

        @Test
        @DisplayName("test_updates_keep_alive_if_needed")
        void oldHeartbeatIsRenewed() {
            assertThat(Operations.keepAlive(
                            with(1).participating().sinceBeat(INTERVAL).view()))
                    .isEqualTo(Action.KEEP_ALIVE);
            assertThat(Operations.keepAlive(with(1).participating()
                            .sinceBeat(INTERVAL.plusSeconds(1))
                            .view()))
                    .isEqualTo(Action.KEEP_ALIVE);
        }

        @Test
        @DisplayName("test_raises_timeout_if_deadlined_exceeded")
        void lateNodeFails() {
            assertThat(Operations.keepAlive(with(1).participating()
                            .sinceBeat(INTERVAL)
                            .late(TEN_LATE)
                            .view()))
                    .isEqualTo(Action.ERROR_TIMEOUT);
        }

        @Test
        @DisplayName("test_finishes_if_no_keep_alive_update_is_needed")
        void youngHeartbeatIsKept() {
            assertThat(Operations.keepAlive(
                            with(1).participating().sinceBeat(ALMOST).view()))
                    .isEqualTo(Action.FINISH);
        }

        @Test
        void nodeWithoutAHeartbeatWritesNone() {
            assertThat(Operations.keepAlive(with(1).sinceBeat(INTERVAL).view())).isEqualTo(Action.FINISH);
        }
    }

    @Nested
    final class Leave {

        @Test
        void nodeIsTakenOutOfEachList() {
            assertThat(Operations.leave(with(1).participating().view())).isEqualTo(Action.REMOVE_FROM_PARTICIPANTS);
            assertThat(Operations.leave(with(1).complete().waiting().view())).isEqualTo(Action.REMOVE_FROM_WAIT_LIST);
            assertThat(Operations.leave(with(1).complete().standingBy().view()))
                    .isEqualTo(Action.REMOVE_FROM_REDUNDANCY_LIST);
            assertThat(Operations.leave(with(1).view())).isEqualTo(Action.FINISH);
            assertThat(Operations.leave(with(1).participating().late(TEN_LATE).view()))
                    .isEqualTo(Action.ERROR_TIMEOUT);
        }
    }
}
