package dev.rendezvous.launcher.agent;

import java.util.ArrayList;
import java.util.List;

/** The steps after which an agent is over, and no worker runs. */
final class Ends {

    private static final int TRY_AGAIN = 75;

    private final boolean lateOk;

    Ends(boolean lateOk) {
        this.lateOk = lateOk;
    }

    /** {@return the end of this agent with the run} */
    Step over(State state, RunEnd end) {
        boolean late = end.wasBefore() && end.code() == 0 && !lateOk;
        return preceded(leave(state, late ? TRY_AGAIN : end.code()), new Action.Say(new News.Ended(end)));
    }

    /** {@return the end of an agent that cannot go on} */
    static Step gaveUp(State state, int code, String message) {
        return preceded(leave(state, code), new Action.Say(new News.GaveUp(message)));
    }

    /** {@return the end of this agent alone} */
    static Step leave(State state, int code) {
        return Step.of(state.in(Phase.ENDED), new Action.End(code));
    }

    /** {@return the step with these actions before its own} */
    static Step preceded(Step step, Action... actions) {
        List<Action> all = new ArrayList<>(List.of(actions));
        all.addAll(step.actions());
        return new Step(step.state(), all);
    }
}
