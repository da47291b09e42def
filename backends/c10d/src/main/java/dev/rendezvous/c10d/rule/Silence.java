package dev.rendezvous.c10d.rule;

import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * For how long each other node has been silent, by the clock of this one: since when its heartbeat has not changed. What the heartbeat
 * says is not compared with the own clock, which may differ from that of the other node. Time in which this node could not look, since the
 * store could not be reached, counts for little: then the others could not write either.
 *
 * <p>For one thread at a time.
 */
public final class Silence {

    private record Heard(Optional<Instant> beat, Duration silent) {}

    private final Node me;
    private final Rules rules;
    private Map<Node, Heard> heard = new HashMap<>();
    private Duration looked = Duration.ZERO;

    /**
     * Makes a memory without any node.
     *
     * @param me this node, which is never dead
     * @param rules of the run
     */
    public Silence(Node me, Rules rules) {
        this.me = me;
        this.rules = rules;
    }

    /**
     * {@return the nodes of a state that are dead}
     *
     * @param state as it was just read
     * @param now the time since any moment, by a clock that never goes back
     */
    public Set<Node> dead(RunState state, Duration now) {
        Duration passed = least(now.minus(looked), rules.keepAlive());
        looked = now;
        Set<Node> dead = new LinkedHashSet<>();
        Map<Node, Heard> next = new HashMap<>();
        for (Node node : nodes(state)) {
            Optional<Instant> beat = Optional.ofNullable(state.heartbeats().get(node));
            Heard before = heard.get(node);
            Duration length = before != null && before.beat().equals(beat)
                    ? before.silent().plus(passed)
                    : Duration.ZERO;
            next.put(node, new Heard(beat, length));
            if (length.compareTo(rules.deadAfter()) > 0) {
                dead.add(node);
            }
        }
        heard = next;
        return dead;
    }

    private Set<Node> nodes(RunState state) {
        Set<Node> nodes = new LinkedHashSet<>(state.heartbeats().keySet());
        nodes.addAll(state.participants().keySet());
        nodes.addAll(state.waitList());
        nodes.addAll(state.redundancyList());
        nodes.remove(me);
        return nodes;
    }

    private static Duration least(Duration first, Duration second) {
        return first.compareTo(second) < 0 ? first : second;
    }
}
