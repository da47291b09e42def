package dev.rendezvous.c10d.rule;

import dev.rendezvous.c10d.state.Draft;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import java.util.Collection;

/** What a state is after an action. */
public final class Change {

    private Change() {}

    /**
     * {@return the state after an action}
     *
     * @param action one that changes the state
     * @param view in which it was chosen
     */
    public static RunState of(Action action, View view) {
        Draft draft = Draft.of(view.state());
        Node me = view.me();
        switch (action) {
            case KEEP_ALIVE -> draft.beat(me, view.now());
            case ADD_TO_PARTICIPANTS -> join(draft, view);
            case ADD_TO_WAIT_LIST -> {
                draft.redundancyList().remove(me);
                draft.waitList().add(me);
                draft.beat(me, view.now());
            }
            case ADD_TO_REDUNDANCY_LIST -> {
                draft.redundancyList().add(me);
                draft.beat(me, view.now());
            }
            case REMOVE_FROM_PARTICIPANTS -> {
                remove(draft, draft.participants().keySet(), me);
                afterRemoval(draft, view.rules().min());
            }
            case REMOVE_FROM_WAIT_LIST -> remove(draft, draft.waitList(), me);
            case REMOVE_FROM_REDUNDANCY_LIST -> remove(draft, draft.redundancyList(), me);
            case MARK_COMPLETE -> draft.complete();
            case MARK_CLOSED -> draft.close();
            default -> throw new IllegalArgumentException(action + " changes nothing");
        }
        return draft.state();
    }

    private static void remove(Draft draft, Collection<Node> nodes, Node node) {
        nodes.remove(node);
        draft.heartbeats().remove(node);
    }

    private static void join(Draft draft, View view) {
        draft.waitList().remove(view.me());
        draft.participants().put(view.me(), 0);
        draft.beat(view.me(), view.now());
        int participants = draft.participants().size();
        // PyTorch looks for equality. Enough nodes without a deadline is a state that its agents wait in, or fail at.
        boolean starts = view.state().deadline().isEmpty()
                && participants >= view.rules().min();
        if (starts || participants == view.rules().min()) {
            draft.deadline(view.now().plus(view.rules().lastCall()));
        }
        if (participants >= view.rules().max()) {
            draft.complete();
        }
    }

    /**
     * {@return the state without some nodes}
     *
     * @param state as it was read
     * @param dead the nodes
     * @param rules of the run
     */
    public static RunState without(RunState state, Collection<Node> dead, Rules rules) {
        if (dead.isEmpty()) {
            return state;
        }
        Draft draft = Draft.of(state);
        boolean wasParticipant = draft.participants().keySet().removeAll(dead);
        draft.waitList().removeAll(dead);
        draft.redundancyList().removeAll(dead);
        draft.heartbeats().keySet().removeAll(dead);
        if (wasParticipant) {
            afterRemoval(draft, rules.min());
        }
        return draft.state();
    }

    private static void afterRemoval(Draft draft, int min) {
        if (draft.isComplete()) {
            if (draft.participants().isEmpty()) {
                draft.nextRound();
            }
        } else if (draft.participants().size() < min) {
            draft.clearDeadline();
        }
    }
}
