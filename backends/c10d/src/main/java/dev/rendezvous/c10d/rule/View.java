package dev.rendezvous.c10d.rule;

import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import java.time.Duration;
import java.time.Instant;

/**
 * What a node knows when it decides. The times are measured by its own clock, which never goes back, except for {@code now}.
 *
 * @param me the node
 * @param state the state of the run, without dead nodes
 * @param rules of the run
 * @param now the time that the node tells the others
 * @param late for how long the time of the operation is over; negative if some is left
 * @param sinceBeat since when the node has not said that it is there
 * @param sinceDeadline since when the node has seen the same deadline of the round; zero if there is none
 */
public record View(
        Node me, RunState state, Rules rules, Instant now, Duration late, Duration sinceBeat, Duration sinceDeadline) {

    /** {@return whether the time of the operation is over} */
    boolean isLate() {
        return late.compareTo(Duration.ZERO) > 0;
    }

    /** {@return whether the node must say again that it is there; not for a node that never did, or that was removed} */
    boolean isBeatDue() {
        return state.heartbeats().containsKey(me) && sinceBeat.compareTo(rules.keepAlive()) >= 0;
    }

    /**
     * {@return whether the round need not wait for more nodes} The deadline was written by the clock of another node. If that clock is
     * ahead, the own clock tells that the time of a last call is over.
     */
    boolean isLastCallOver() {
        return state.deadline()
                .filter(deadline -> deadline.isBefore(now) || sinceDeadline.compareTo(rules.lastCall()) > 0)
                .isPresent();
    }
}
