package dev.rendezvous.c10d.cell;

import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds clocks that are far from the own one. This node needs no clock of another, but PyTorch's agents compare heartbeats with their own
 * time, and take a node for dead whose clock is behind. A heartbeat that has changed between two looks was written between them. For one
 * thread at a time.
 */
final class ClockCheck {

    private final Node me;
    private final Duration most;
    private final Set<Node> told = new HashSet<>();
    private Map<Node, Instant> before = Map.of();
    private Optional<Instant> looked = Optional.empty();

    /**
     * Makes a check that has seen nothing.
     *
     * @param me this node
     * @param most how far a clock may be from the own one
     */
    ClockCheck(Node me, Duration most) {
        this.me = me;
        this.most = most;
    }

    /** {@return what to say of a clock that is seen to be wrong for the first time; empty if none is} */
    Optional<String> look(RunState state, Instant now) {
        Optional<String> found = Optional.empty();
        for (Map.Entry<Node, Instant> entry : state.heartbeats().entrySet()) {
            Node node = entry.getKey();
            Instant earlier = before.get(node);
            if (looked.isPresent() && earlier != null && !earlier.equals(entry.getValue()) && !node.equals(me)) {
                Duration off = off(entry.getValue(), looked.get(), now);
                if (off.abs().compareTo(most) > 0 && told.add(node)) {
                    found = Optional.of(message(node, off));
                }
            }
        }
        before = state.heartbeats();
        looked = Optional.of(now);
        return found;
    }

    /** {@return how far the beat is outside of the time in which it was written} */
    private static Duration off(Instant beat, Instant from, Instant until) {
        if (beat.isAfter(until)) {
            return Duration.between(until, beat);
        }
        return beat.isBefore(from) ? Duration.between(from, beat) : Duration.ZERO;
    }

    private static String message(Node node, Duration off) {
        return "the clock of node " + node + " is " + off.abs().toSeconds() + " s "
                + (off.isNegative() ? "behind" : "ahead of")
                + " that of this one; agents of PyTorch take nodes for dead by their own clock, so set the clocks of all nodes";
    }
}
