package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.RunSettings;
import dev.rendezvous.engine.cell.StatusCell;
import dev.rendezvous.engine.cell.StatusCell.Full;
import dev.rendezvous.engine.decision.RankBy;
import dev.rendezvous.engine.decision.Rule;
import dev.rendezvous.engine.message.Action;
import dev.rendezvous.engine.message.Action.Outcome;
import dev.rendezvous.engine.message.Action.Reply;
import dev.rendezvous.engine.message.Action.Send;
import dev.rendezvous.engine.message.Answer;
import dev.rendezvous.engine.message.EngineSettings;
import dev.rendezvous.engine.message.Event;
import dev.rendezvous.engine.message.Identity;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.message.Timing;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Listing;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Steps one node by hand: a test sees each work request, answers it, and lets time pass. Keep-alives are answered by themselves. */
final class Driver {

    static final RunSettings RUN = RunSettings.of(2, 4);
    static final long TTL = 15 * Timing.SECOND;

    private static final Timing TIMING = new Timing(
            TTL,
            TTL / 3,
            600 * Timing.SECOND,
            30 * Timing.SECOND,
            5 * Timing.SECOND,
            30 * Timing.SECOND,
            30 * Timing.SECOND,
            5 * Timing.SECOND,
            7_200 * Timing.SECOND,
            0,
            Timing.LOOK_EVERY);

    final EngineSettings settings = new EngineSettings(
            new Identity("me", "nonce-me", "host-me", "", 7, Map.of()), RUN, TIMING, RankBy.STICKY, false, Rule.ALL);
    private final List<Operation> sent = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();
    private State state;
    private long now;
    private long wakeAt = Long.MAX_VALUE;
    private int lastId;

    Driver() {
        this(1);
    }

    /** A node with other random numbers. */
    Driver(long seed) {
        state = State.initial(seed);
    }

    Driver event(Event event) {
        Step step = Engine.step(state, event, settings, now);
        state = step.state();
        wakeAt = step.wakeAt();
        step.actions().forEach(this::carryOut);
        return this;
    }

    private void carryOut(Action action) {
        if (action instanceof Reply reply) {
            replies.add(reply);
        } else if (action instanceof Send send && send.operation() instanceof Operation.KeepAlive) {
            event(new Event.Answered(send.id(), new Answer.Alive(true)));
        } else if (action instanceof Send send) {
            sent.add(send.operation());
            lastId = send.id();
        }
    }

    Driver answer(Answer answer) {
        return event(new Event.Answered(lastId, answer));
    }

    Driver silence() {
        return answer(new Answer.NoContact(new IllegalStateException("no answer")));
    }

    Driver wrote(long version, long order) {
        return answer(new Answer.Written(new WriteOutcome.Applied(version, order)));
    }

    Driver listed(Entry... entries) {
        return answer(new Answer.Listed(new Listing(List.of(entries))));
    }

    /** Ticks whenever the node wants to be woken, up to so much later. */
    Driver pass(long time) {
        long end = now + time;
        while (wakeAt <= end) {
            now = wakeAt;
            event(new Event.Tick());
        }
        now = end;
        return event(new Event.Tick());
    }

    Operation last() {
        return sent.get(sent.size() - 1);
    }

    int sentCount() {
        return sent.size();
    }

    List<Reply> replies() {
        return replies;
    }

    Outcome.Failed failure() {
        return (Outcome.Failed) replies.get(replies.size() - 1).outcome();
    }

    Knowledge knowledge() {
        return Knowledge.of(state, settings, now);
    }

    /** Joins: the lease, the watch and the key are there, order 10, and {@code r/} shows these entries. */
    Driver joined(Entry... entries) {
        event(new Event.Join()).answer(new Answer.Granted(TTL)).answer(new Answer.Done());
        return answer(new Answer.WrittenAndListed(
                new WriteOutcome.Applied(10, 10), Optional.of(new Listing(List.of(entries)))));
    }

    static Entry status(RunSettings run, long round, long token, boolean broken, Full full) {
        StatusCell cell = new StatusCell("leader", 99, "host-leader", round, token, 0, broken, full, run);
        return new Entry("r/status", cell.line(), 5, 5);
    }
}
