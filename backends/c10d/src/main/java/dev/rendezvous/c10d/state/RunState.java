package dev.rendezvous.c10d.state;

import dev.rendezvous.c10d.pickle.PickleValue;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the nodes of a run share. Immutable; maps and sets keep the order in which they were read.
 *
 * @param round the number of the round, from 0
 * @param complete whether the round has begun, and ranks are given
 * @param deadline until when the round waits for more nodes; empty if it does not
 * @param closed whether the run is closed
 * @param participants the nodes of the round, with their ranks
 * @param waitList the nodes that wait for the next round
 * @param redundancyList the nodes that stand by
 * @param heartbeats when each node last said that it is there, by its own clock
 * @param others fields that only other releases know
 */
public record RunState(
        long round,
        boolean complete,
        Optional<Instant> deadline,
        boolean closed,
        Map<Node, Integer> participants,
        Set<Node> waitList,
        Set<Node> redundancyList,
        Map<Node, Instant> heartbeats,
        Map<String, PickleValue> others) {

    /** The state of a run that no node has joined. */
    public static final RunState EMPTY =
            new RunState(0, false, Optional.empty(), false, Map.of(), Set.of(), Set.of(), Map.of(), Map.of());

    /** Copies the collections. */
    public RunState {
        participants = Collections.unmodifiableMap(new LinkedHashMap<>(participants));
        waitList = Collections.unmodifiableSet(new LinkedHashSet<>(waitList));
        redundancyList = Collections.unmodifiableSet(new LinkedHashSet<>(redundancyList));
        heartbeats = Collections.unmodifiableMap(new LinkedHashMap<>(heartbeats));
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /** {@return whether the node is in the round} */
    public boolean isParticipant(Node node) {
        return participants.containsKey(node);
    }

    /** {@return whether the node waits for the next round} */
    public boolean waits(Node node) {
        return waitList.contains(node);
    }

    /** {@return whether the node stands by} */
    public boolean standsBy(Node node) {
        return redundancyList.contains(node);
    }
}
