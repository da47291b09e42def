package dev.rendezvous.launcher.agent;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an agent knows. Immutable.
 *
 * @param phase where it is in its life
 * @param round the round that it is in or was in last
 * @param running the local ranks of the workers that run
 * @param next what comes after the workers have stopped
 * @param failures how many failures this agent has counted, where the backend does not count
 * @param forgiven how many failures of the run no longer make pauses longer
 * @param health the checks of this node
 */
public record State(
        Phase phase,
        Optional<Round> round,
        Set<Integer> running,
        Optional<Next> next,
        int failures,
        int forgiven,
        HealthState health) {

    /** Copies the set. */
    public State {
        running = Set.copyOf(running);
    }

    /** {@return the state before {@link Event.Begin}} */
    public static State initial() {
        return new State(Phase.NEW, Optional.empty(), Set.of(), Optional.empty(), 0, 0, HealthState.initial());
    }

    State in(Phase other) {
        return new State(other, round, running, next, failures, forgiven, health);
    }

    State with(Round entered) {
        return new State(phase, Optional.of(entered), running, next, failures, forgiven, health);
    }

    State running(Set<Integer> ranks) {
        return new State(phase, round, ranks, next, failures, forgiven, health);
    }

    State without(int localRank) {
        Set<Integer> left = new TreeSet<>(running);
        left.remove(localRank);
        return running(left);
    }

    State then(Next coming) {
        return new State(phase, round, running, Optional.of(coming), failures, forgiven, health);
    }

    State counting(int counted) {
        return new State(phase, round, running, next, counted, forgiven, health);
    }

    State health(HealthState checks) {
        return new State(phase, round, running, next, failures, forgiven, checks);
    }

    /** The round has lived long enough. */
    State forgiving() {
        int known = round.map(Round::failures).orElse(forgiven);
        return new State(phase, round, running, next, failures, known, health);
    }

    /** {@return whether the node will leave: it must not join again} */
    boolean leaves() {
        return next.filter(Next.Leave.class::isInstance).isPresent();
    }

    boolean isIn(long number) {
        return round.isPresent() && round.get().number() == number;
    }
}
