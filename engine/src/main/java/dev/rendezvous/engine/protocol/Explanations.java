package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.Orders;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.decision.MemberEntry;
import dev.rendezvous.engine.decision.MemberList;
import dev.rendezvous.engine.message.Action.Call;
import dev.rendezvous.engine.message.Action.Outcome.Failed;
import dev.rendezvous.engine.message.Action.Reply;
import dev.rendezvous.engine.message.Answer;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.message.Refusals;
import dev.rendezvous.engine.protocol.Lane.Purpose;
import dev.rendezvous.engine.protocol.View.Sighted;
import dev.rendezvous.engine.protocol.Wish.Joining;
import java.util.List;
import java.util.stream.Collectors;

/** A node whose deadline has passed finds out what was missing, tells it and leaves. */
final class Explanations implements Chore {

    private static final int NAMED = 8;

    @Override
    public Step attempt(Step step, Context x) {
        boolean due = step.state().wish().join().filter(Joining::explaining).isPresent();
        return due ? step.send(Purpose.EXPLAIN, new Operation.ListBelow(Keys.MEMBERS), x) : step;
    }

    static Step answered(Step step, Answer answer, Context x) {
        MemberList members = MemberList.of(((Answer.Listed) answer).listing());
        return give(step, explanation(step.state(), members, x), x);
    }

    /** Tells nothing more than that it was too late. */
    static Step giveNothing(Step step, Context x) {
        return give(step, Refusals.timedOut("", List.of()), x);
    }

    private static Step give(Step step, Failed explanation, Context x) {
        boolean waits = step.state().wish().join().filter(Joining::explaining).isPresent();
        return waits ? Leaves.begin(step, new Reply(Call.JOIN, explanation), x) : step;
    }

    private static Failed explanation(State state, MemberList members, Context x) {
        long number = state.view().seal().map(seal -> seal.cell().number()).orElse(0L);
        Orders last = state.view().seal().map(Sighted::cell).map(Seal::members).orElse(Orders.none());
        List<MemberEntry> in = members.entries().stream()
                .filter(entry -> last.contains(entry.order()) && entry.done() < number)
                .toList();
        if (!in.isEmpty()) {
            return Refusals.timedOut(
                    "still in round " + number + ": " + names(in),
                    in.stream().map(MemberEntry::id).toList());
        }
        List<MemberEntry> all = members.entries();
        return Refusals.timedOut(
                "have " + all.size() + " of min " + x.settings().run().min() + " nodes: " + names(all), List.of());
    }

    private static String names(List<MemberEntry> entries) {
        String named = entries.stream().limit(NAMED).map(MemberEntry::describe).collect(Collectors.joining(", "));
        return entries.size() > NAMED ? named + " and " + (entries.size() - NAMED) + " more" : named;
    }
}
