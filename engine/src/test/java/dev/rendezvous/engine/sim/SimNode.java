package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.message.Action;
import dev.rendezvous.engine.message.Answer;
import dev.rendezvous.engine.message.EngineSettings;
import dev.rendezvous.engine.message.Event;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.protocol.Engine;
import dev.rendezvous.engine.protocol.Insight;
import dev.rendezvous.engine.protocol.Knowledge;
import dev.rendezvous.engine.protocol.State;
import dev.rendezvous.engine.protocol.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One life of a node: runs the step on its own clock, and can be paused and killed. */
final class SimNode {

    private final String name;
    private final EngineSettings settings;
    private final Agenda agenda;
    private final Wire wire;
    private final Sabotage sabotage;
    private final Trace trace;
    private final double rate;
    private final long bornAt;
    private final Map<Integer, Operation> outstanding = new HashMap<>();
    private final List<Event> queued = new ArrayList<>();
    private State state;
    private boolean alive = true;
    private boolean paused;
    private long wakeAt = Long.MAX_VALUE;
    private @Nullable Program program;

    SimNode(String name, EngineSettings settings, World world, double rate, long seed) {
        this.name = name;
        this.settings = settings;
        this.agenda = world.agenda();
        this.wire = world.wire();
        this.sabotage = world.sabotage();
        this.trace = world.trace();
        this.rate = rate;
        this.bornAt = agenda.now();
        this.state = State.initial(seed);
    }

    void runs(Program program) {
        this.program = program;
    }

    Program program() {
        return Objects.requireNonNull(program);
    }

    String name() {
        return name;
    }

    String nonce() {
        return settings.self().nonce();
    }

    EngineSettings settings() {
        return settings;
    }

    double rate() {
        return rate;
    }

    boolean isAlive() {
        return alive;
    }

    boolean isPaused() {
        return paused;
    }

    long order() {
        return Insight.order(state);
    }

    long lease() {
        return Insight.lease(state);
    }

    boolean hasFinished() {
        return knowledge().finished();
    }

    boolean isReading() {
        return outstanding.values().stream()
                .anyMatch(operation ->
                        operation instanceof Operation.ListBelow || operation instanceof Operation.PutThenList);
    }

    State state() {
        return state;
    }

    Knowledge knowledge() {
        return Knowledge.of(state, settings, localNow());
    }

    long localNow() {
        return (long) ((agenda.now() - bornAt) * rate);
    }

    void kill() {
        alive = false;
        trace.say(name, "dies");
    }

    void pause(long until, boolean shuffled, Dice dice) {
        if (paused || !alive) {
            return;
        }
        paused = true;
        trace.say(name, "is paused for %s s", (until - agenda.now()) / Agenda.S);
        agenda.at(until, () -> resume(shuffled, dice));
    }

    private void resume(boolean shuffled, Dice dice) {
        paused = false;
        trace.say(name, "goes on");
        List<Event> events = new ArrayList<>(queued);
        queued.clear();
        while (!events.isEmpty()) {
            deliver(events.remove(shuffled ? dice.upTo(events.size() - 1) : 0));
        }
        deliver(new Event.Tick());
    }

    void answer(int id, Answer answer) {
        if (outstanding.containsKey(id)) {
            deliver(new Event.Answered(id, answer));
        }
    }

    void deliver(Event event) {
        if (!alive) {
            return;
        }
        if (paused) {
            queued.add(event);
            return;
        }
        if (event instanceof Event.Hint && sabotage.losesHint(this)) {
            return;
        }
        if (event instanceof Event.Answered answered) {
            outstanding.remove(answered.id());
            sabotage.answered(this, answered.answer());
        }
        run(event);
    }

    private void run(Event event) {
        Step step = Engine.step(state, event, settings, localNow());
        state = step.state();
        step.actions().forEach(this::carryOut);
        wakeAt(step.wakeAt());
        if (alive) {
            program().observe();
        }
    }

    private void carryOut(Action action) {
        if (action instanceof Action.Send send) {
            outstanding.put(send.id(), send.operation());
            wire.send(this, send.id(), send.operation());
            program().sending(send.operation());
        } else if (action instanceof Action.Unwatch unwatch) {
            wire.unwatch(this, unwatch.prefix());
        } else if (action instanceof Action.Reply reply) {
            trace.say(name, "%s", reply);
            program().replied(reply.call(), reply.outcome());
        }
    }

    private void wakeAt(long local) {
        long at = local == Long.MAX_VALUE ? Long.MAX_VALUE : bornAt + (long) Math.ceil(local / rate) + 1;
        if (at == wakeAt) {
            return;
        }
        wakeAt = at;
        if (at != Long.MAX_VALUE) {
            agenda.at(at, () -> {
                if (wakeAt == at) {
                    wakeAt = Long.MAX_VALUE;
                    deliver(new Event.Tick());
                }
            });
        }
    }
}
