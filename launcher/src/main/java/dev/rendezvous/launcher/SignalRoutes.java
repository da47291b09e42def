package dev.rendezvous.launcher;

import dev.rendezvous.launcher.agent.Event;
import dev.rendezvous.launcher.plan.Signals;
import dev.rendezvous.launcher.process.AgentSignals;
import java.util.Optional;
import java.util.function.Consumer;

/** What each signal to this process does, while an agent runs. */
final class SignalRoutes {

    private SignalRoutes() {}

    /** {@return the signals, taken; closing them gives them back} */
    static AgentSignals take(Signals signals, NodeWorkers workers, Consumer<Event> events) {
        return AgentSignals.take(signals.taken(), name -> {
            if (signals.passedOn().contains(name)) {
                workers.signal(name, false);
            }
            if (signals.drain().equals(Optional.of(name))) {
                events.accept(new Event.DrainAsked(name));
            } else if (!signals.passedOn().contains(name)) {
                events.accept(new Event.Signalled(name, AgentSignals.exitCode(name)));
            }
        });
    }
}
