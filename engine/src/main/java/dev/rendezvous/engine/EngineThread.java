package dev.rendezvous.engine;

import dev.rendezvous.engine.message.Action;
import dev.rendezvous.engine.message.Action.Call;
import dev.rendezvous.engine.message.Action.Outcome;
import dev.rendezvous.engine.message.Action.Problem;
import dev.rendezvous.engine.message.Event;
import dev.rendezvous.engine.protocol.Engine;
import dev.rendezvous.engine.protocol.Knowledge;
import dev.rendezvous.engine.protocol.State;
import dev.rendezvous.engine.protocol.Step;
import dev.rendezvous.engine.spi.CoordinationSpace;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the protocol of one node: takes events from a queue, makes a step, publishes what the node knows, and carries out the actions. Only
 * this thread makes steps. Other threads add events and read the published state.
 */
final class EngineThread {

    private static final Logger LOGGER = System.getLogger(EngineThread.class.getName());

    private final ElasticSettings settings;
    private final CoordinationSpace space;
    private final LongSupplier clock;
    private final SpaceCalls calls;
    private final PendingCalls pending = new PendingCalls();
    private final Changes changes;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile State state;
    private volatile boolean stopped;
    private boolean mayNotServe;
    private long wakeAt = Long.MAX_VALUE;

    EngineThread(ElasticSettings settings, CoordinationSpace space, LongSupplier clock, Changes changes) {
        this.settings = settings;
        this.space = space;
        this.clock = clock;
        this.changes = changes;
        this.state = State.initial(settings.seed());
        this.calls = new SpaceCalls(
                space,
                settings.service(),
                settings.requestTimeout(),
                Duration.ofNanos(settings.timing().linger()),
                (id, answer) -> post(new Event.Answered(id, answer)),
                prefix -> post(new Event.Hint(prefix)));
        this.thread = new Thread(this::run, "rendezvous-engine-" + settings.runId());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** {@return what the node knows now} */
    Knowledge knowledge() {
        return Knowledge.of(state, settings.engine(), clock.getAsLong());
    }

    /** Starts a call of the program; {@link PendingCalls.Waiting} has its outcome. */
    PendingCalls.Waiting call(Call call, Event event) {
        PendingCalls.Waiting waiting = pending.open(call);
        post(event);
        if (stopped) {
            pending.failAll(closed());
        }
        return waiting;
    }

    /** Ends the calls of a kind; an outcome that comes later is ignored. */
    void abandon(Call call) {
        pending.fail(call, closed());
    }

    /** Ends the thread. Calls that still wait fail. */
    void stop() {
        stopped = true;
        post(new Event.Tick());
        pending.failAll(closed());
    }

    /** Waits until the thread has ended. */
    boolean join(Duration limit) throws InterruptedException {
        thread.join(limit.toMillis());
        return !thread.isAlive();
    }

    private IllegalStateException closed() {
        return new IllegalStateException("this handler of run " + settings.runId() + " is closed");
    }

    private void post(Event event) {
        events.add(event);
    }

    private void run() {
        while (!stopped) {
            try {
                step(next());
            } catch (InterruptedException e) {
                stopped = true;
            } catch (RuntimeException | Error e) {
                // A defect of the protocol must not leave the program waiting.
                LOGGER.log(Level.ERROR, () -> "the engine of run " + settings.runId() + " failed", e);
                pending.replyAll(new Outcome.Failed(Problem.STATE, "the engine failed: " + e, Optional.of(e)));
            }
        }
        pending.failAll(closed());
    }

    private Event next() throws InterruptedException {
        long left = wakeAt == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, wakeAt - clock.getAsLong());
        @Nullable Event event = events.poll(left, TimeUnit.NANOSECONDS);
        return event == null ? new Event.Tick() : event;
    }

    private void step(Event event) {
        Step step = Engine.step(state, event, settings.engine(), clock.getAsLong());
        state = step.state();
        wakeAt = step.wakeAt();
        publish(knowledge());
        step.actions().forEach(this::carryOut);
    }

    private void publish(Knowledge known) {
        if (!mayNotServe && known.closed().isPresent()) {
            mayNotServe = true;
            space.mayServe(false);
        }
        changes.publish(known);
    }

    private void carryOut(Action action) {
        if (action instanceof Action.Send send) {
            calls.send(send.id(), send.operation());
        } else if (action instanceof Action.Unwatch unwatch) {
            calls.unwatch(unwatch.prefix());
        } else if (action instanceof Action.Reply reply) {
            pending.reply(reply.call(), reply.outcome());
        }
    }
}
