package dev.rendezvous.c10d.state;

import dev.rendezvous.c10d.pickle.PickleValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A state that is being changed. For one thread. */
public final class Draft {

    private long round;
    private boolean complete;
    private Optional<Instant> deadline;
    private boolean closed;
    private final Map<Node, Integer> participants;
    private final Set<Node> waitList;
    private final Set<Node> redundancyList;
    private final Map<Node, Instant> heartbeats;
    private final Map<String, PickleValue> others;

    private Draft(RunState state) {
        round = state.round();
        complete = state.complete();
        deadline = state.deadline();
        closed = state.closed();
        participants = new LinkedHashMap<>(state.participants());
        waitList = new LinkedHashSet<>(state.waitList());
        redundancyList = new LinkedHashSet<>(state.redundancyList());
        heartbeats = new LinkedHashMap<>(state.heartbeats());
        others = state.others();
    }

    /**
     * {@return a copy of a state that can be changed}
     *
     * @param state the state, which stays as it is
     */
    public static Draft of(RunState state) {
        return new Draft(state);
    }

    /** {@return the state with the changes} */
    public RunState state() {
        return new RunState(
                round, complete, deadline, closed, participants, waitList, redundancyList, heartbeats, others);
    }

    /** {@return the nodes of the round, with their ranks; changes are changes of the draft} */
    public Map<Node, Integer> participants() {
        return participants;
    }

    /** {@return the nodes that wait; changes are changes of the draft} */
    public Set<Node> waitList() {
        return waitList;
    }

    /** {@return the nodes that stand by; changes are changes of the draft} */
    public Set<Node> redundancyList() {
        return redundancyList;
    }

    /** {@return when each node last said that it is there; changes are changes of the draft} */
    public Map<Node, Instant> heartbeats() {
        return heartbeats;
    }

    /** {@return whether the round has begun} */
    public boolean isComplete() {
        return complete;
    }

    /**
     * Notes that a node is there.
     *
     * @param node the node
     * @param now the moment, of which Python keeps the microseconds
     */
    public void beat(Node node, Instant now) {
        heartbeats.put(node, now.truncatedTo(ChronoUnit.MICROS));
    }

    /**
     * Sets until when the round waits for more nodes.
     *
     * @param moment of which Python keeps the microseconds
     */
    public void deadline(Instant moment) {
        deadline = Optional.of(moment.truncatedTo(ChronoUnit.MICROS));
    }

    /** Lets the round wait for nodes without an end. */
    public void clearDeadline() {
        deadline = Optional.empty();
    }

    /** Begins the round, with ranks by the order of the nodes. */
    public void complete() {
        complete = true;
        deadline = Optional.empty();
        int rank = 0;
        for (Node node : participants.keySet().stream().sorted().toList()) {
            participants.put(node, rank);
            rank++;
        }
    }

    /** Opens the next round. */
    public void nextRound() {
        complete = false;
        round++;
    }

    /** Closes the run. */
    public void close() {
        closed = true;
    }
}
