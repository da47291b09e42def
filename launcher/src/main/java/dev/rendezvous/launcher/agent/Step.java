package dev.rendezvous.launcher.agent;

import java.util.List;

/**
 * The answer to an event.
 *
 * @param state the new state
 * @param actions what to do, in this order
 */
public record Step(State state, List<Action> actions) {

    /** Copies the list. */
    public Step {
        actions = List.copyOf(actions);
    }

    static Step of(State state, Action... actions) {
        return new Step(state, List.of(actions));
    }
}
