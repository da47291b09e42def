package dev.rendezvous.engine.decision;

import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.cell.Seal;

/** What a leader does next. */
public sealed interface Decision {

    /** Nothing. */
    record Nothing() implements Decision {}

    /**
     * Delete what tells how an older round ended.
     *
     * @param token the token of that round
     */
    record Discard(long token) implements Decision {}

    /**
     * Close the run.
     *
     * @param closed how it ended
     * @param hold whether to wait first until each node must have noticed that the service lost its memory
     */
    record Close(Closed closed, boolean hold) implements Decision {}

    /**
     * Turn the round towards a new one.
     *
     * @param round the number of the round
     * @param token the token of the round
     */
    record Reform(long round, long token) implements Decision {}

    /**
     * Make a round.
     *
     * @param seal the cell
     * @param full whether it has as many members as allowed, so that there is no last call
     * @param hold whether to wait first until each node must have noticed that the service lost its memory
     */
    record Ready(Seal seal, boolean full, boolean hold) implements Decision {}
}
