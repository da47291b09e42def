package dev.rendezvous.c10d.rule;

import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import java.time.Duration;

/** The operations of a node. */
public final class Operations {

    /** For how long after its time a node that joins still takes itself out again. */
    private static final Duration ROLLBACK = Duration.ofSeconds(5);

    private Operations() {}

    /** {@return an action after which this node may call for the next round} */
    public static Action exit(View view) {
        if (!view.state().isParticipant(view.me())) {
            return Action.FINISH;
        }
        return view.isLate() ? Action.ERROR_TIMEOUT : Action.REMOVE_FROM_PARTICIPANTS;
    }

    /** {@return an action of a node that does not come back} Unlike PyTorch's agents it leaves nothing behind. */
    public static Action leave(View view) {
        Node me = view.me();
        RunState state = view.state();
        if (view.isLate()) {
            return Action.ERROR_TIMEOUT;
        }
        if (state.isParticipant(me)) {
            return Action.REMOVE_FROM_PARTICIPANTS;
        }
        if (state.waits(me)) {
            return Action.REMOVE_FROM_WAIT_LIST;
        }
        return state.standsBy(me) ? Action.REMOVE_FROM_REDUNDANCY_LIST : Action.FINISH;
    }

    /** {@return an action after which the run is closed} */
    public static Action close(View view) {
        if (view.state().closed()) {
            return Action.FINISH;
        }
        return view.isLate() ? Action.ERROR_TIMEOUT : Action.MARK_CLOSED;
    }

    /** {@return an action after which the others know that this node is there} */
    public static Action keepAlive(View view) {
        if (!view.isBeatDue()) {
            return Action.FINISH;
        }
        return view.isLate() ? Action.ERROR_TIMEOUT : Action.KEEP_ALIVE;
    }

    /** {@return an action after which this node is in a complete round} */
    public static Action join(View view) {
        RunState state = view.state();
        boolean standsBy = state.standsBy(view.me());
        if (state.closed()) {
            return standsBy ? Action.GRACEFUL_EXIT : Action.ERROR_CLOSED;
        }
        if (standsBy) {
            // Such a node waits as long as it takes.
            boolean full = state.participants().size() == view.rules().max();
            return full ? waiting(view) : Action.REMOVE_FROM_REDUNDANCY_LIST;
        }
        boolean participates = state.isParticipant(view.me());
        if (state.complete() && participates) {
            return Action.FINISH;
        }
        if (view.isLate()) {
            return late(view);
        }
        if (state.complete()) {
            return forTheNextRound(view);
        }
        if (!participates) {
            return Action.ADD_TO_PARTICIPANTS;
        }
        return canComplete(view) ? Action.MARK_COMPLETE : waiting(view);
    }

    private static Action late(View view) {
        if (view.late().compareTo(ROLLBACK) <= 0) {
            if (view.state().isParticipant(view.me())) {
                return Action.REMOVE_FROM_PARTICIPANTS;
            }
            if (view.state().waits(view.me())) {
                return Action.REMOVE_FROM_WAIT_LIST;
            }
        }
        return Action.ERROR_TIMEOUT;
    }

    private static Action forTheNextRound(View view) {
        if (view.state().waits(view.me())) {
            return waiting(view);
        }
        if (view.state().participants().size() < view.rules().max()) {
            return Action.ADD_TO_WAIT_LIST;
        }
        // Releases without the list write nothing, and look again.
        return view.rules().hasRedundancyList() ? Action.ADD_TO_REDUNDANCY_LIST : waiting(view);
    }

    private static boolean canComplete(View view) {
        int participants = view.state().participants().size();
        return participants >= view.rules().min()
                && participants <= view.rules().max()
                && view.isLastCallOver();
    }

    private static Action waiting(View view) {
        return view.isBeatDue() ? Action.KEEP_ALIVE : Action.SYNC;
    }
}
