package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.message.EngineSettings;
import dev.rendezvous.engine.message.Event;

/** One step of a node. */
public final class Engine {

    private Engine() {}

    /**
     * Takes an event.
     *
     * @param state of the node
     * @param event what happened
     * @param settings of the node
     * @param now on the node's own monotonic clock, in nanoseconds; never goes back
     * @return the next state, what to do, and when to wake
     */
    public static Step step(State state, Event event, EngineSettings settings, long now) {
        Context x = new Context(settings, now);
        Step step = Events.receive(Step.of(state), event, x);
        step = Calls.settle(Joins.judge(Parts.settle(step, x), x), x);
        step = Chores.attempt(step, x);
        return step.wakingAt(Timers.next(step.state(), x));
    }
}
