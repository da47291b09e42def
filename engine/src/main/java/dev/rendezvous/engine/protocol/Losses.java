package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.protocol.Duty.Candidacy;

/** A node that has lost its lease has lost its order, its leadership and its timers. */
final class Losses {

    private Losses() {}

    /** The lease is known to be dead. */
    static Step dead(Step step) {
        return lost(step, step.state().hold().dead());
    }

    /** The key is gone, and the lease may live. */
    static Step given(Step step) {
        return lost(step, step.state().hold().given());
    }

    private static Step lost(Step step, Hold hold) {
        Step stopped = Leadership.stop(step);
        State state = stopped.state();
        return stopped.with(state.with(hold)
                .with(state.member().gone())
                .with(Candidacy.NONE)
                .with(state.view().mustLook(true)));
    }
}
