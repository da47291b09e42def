package dev.rendezvous.engine.decision;

import java.util.EnumSet;
import java.util.Set;

/**
 * The rules that keep the protocol safe and live, of those that cannot be broken from outside. The product keeps all of
 * them: {@link #ALL} is the one value it ever uses. The tests of the simulator break one at a time and expect that the
 * checker objects.
 */
public enum Rule {
    /** Only the owner of {@code r/status} decides. It saves requests; safety does not depend on it. */
    OWNER_DECIDES,
    /** A round is made only when each member of the last one is gone or has stopped its work. */
    SEAL_WHEN_DRAINED,
    /** Nodes that would not fit into the round do not count as waiting. */
    COUNT_WHO_FITS,
    /** Which way a round goes is decided in its turn, before anyone is told. */
    TURN_DECIDES,
    /** A failure breaks the round at once, while its workers are still being stopped. */
    FAILURE_BREAKS,
    /** A round that failed counts once, however many members failed. */
    FAILURE_COUNTS_ONCE,
    /** A failure that no round may repair closes the run before the other members have stopped. */
    CLOSE_AT_ONCE,
    /** A node tells how its part ended before it says that it has stopped. */
    RECORD_BEFORE_DONE;

    /** Every rule. */
    public static final Set<Rule> ALL = Set.copyOf(EnumSet.allOf(Rule.class));
}
