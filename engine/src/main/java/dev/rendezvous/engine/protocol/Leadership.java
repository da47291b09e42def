package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.message.Action;
import dev.rendezvous.engine.protocol.Duty.Candidacy;

/** Whether a node leads: it takes up and lays down what a leader is about. */
final class Leadership {

    private Leadership() {}

    static Step become(Step step, Context x) {
        State state = step.state();
        return step.with(state.with(Duty.owning(x.now())).with(Candidacy.NONE).with(kept(state.lists())));
    }

    private static Lists kept(Lists lists) {
        return Lists.NONE.watching(lists.watchesMembers(), lists.watchesEnds());
    }

    /** Whether this node leads is what {@code r/status} says. */
    static Step recheck(Step step, Context x) {
        State state = step.state();
        boolean owner = state.hold().granted()
                && state.view()
                        .status()
                        .filter(status -> status.cell().lease() == state.hold().id())
                        .isPresent();
        if (owner == state.duty().owner()) {
            return step;
        }
        return owner ? become(step, x) : stop(step);
    }

    static Step stop(Step step) {
        State state = step.state();
        Step next = step.with(state.with(Duty.NONE).with(Lists.NONE));
        next = state.lists().watchesMembers() ? next.and(new Action.Unwatch(Keys.MEMBERS)) : next;
        return state.lists().watchesEnds() ? next.and(new Action.Unwatch(Keys.ENDS)) : next;
    }
}
