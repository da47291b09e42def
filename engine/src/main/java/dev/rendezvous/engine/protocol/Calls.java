package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.message.Action.Call;
import dev.rendezvous.engine.message.Action.Outcome;
import dev.rendezvous.engine.message.Action.Reply;
import dev.rendezvous.engine.message.Refusals;
import dev.rendezvous.engine.protocol.Stay.Finish;
import dev.rendezvous.engine.protocol.Wish.Leaving;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers the calls of the program whose outcome is known, and those that have waited long enough. */
final class Calls {

    private Calls() {}

    static Step settle(Step step, Context x) {
        Step next = failing(finishing(step, x), x);
        next = closing(drainingAndLooking(next, x), x);
        return leaving(forgetting(next, x), x);
    }

    private static boolean isOver(OptionalLong until, Context x) {
        return until.isPresent() && x.now() >= until.getAsLong();
    }

    private static Outcome noContact(Step step, String what) {
        return Refusals.noContact(what, step.state().lane().problem());
    }

    private static Step finishing(Step step, Context x) {
        State state = step.state();
        OptionalLong until = state.wish().finish();
        boolean known = state.stay().finish() != Finish.WANTED;
        if (until.isEmpty() || (!known && !isOver(until, x))) {
            return step;
        }
        Outcome outcome = known
                ? new Outcome.Done(state.stay().hasFinished())
                : noContact(step, "this node told that it has finished");
        return step.with(state.with(state.wish().finishing(OptionalLong.empty())))
                .reply(Call.FINISH, outcome);
    }

    private static Step failing(Step step, Context x) {
        State state = step.state();
        OptionalLong until = state.wish().fail();
        boolean known = !state.stay().mustRecord();
        if (until.isEmpty() || (!known && !isOver(until, x))) {
            return step;
        }
        Outcome outcome = known ? new Outcome.Done(true) : noContact(step, "this node told that it has failed");
        return step.with(state.with(state.wish().failing(OptionalLong.empty()))).reply(Call.FAIL, outcome);
    }

    private static Step drainingAndLooking(Step step, Context x) {
        State state = step.state();
        Step next = step;
        OptionalLong drain = state.wish().drain();
        boolean written = state.member().drainWritten() || !state.member().exists();
        if (drain.isPresent() && (written || isOver(drain, x))) {
            Outcome outcome = written ? new Outcome.Done(true) : noContact(step, "this node announced that it leaves");
            next = next.with(state.with(state.wish().draining(OptionalLong.empty())))
                    .reply(Call.DRAIN, outcome);
        }
        if (isOver(next.state().wish().look(), x)) {
            next = next.with(next.state().with(next.state().wish().looking(OptionalLong.empty())))
                    .reply(Call.LOOK, noContact(step, "this node looked"));
        }
        return next;
    }

    private static Step closing(Step step, Context x) {
        State state = step.state();
        if (state.wish().close().isEmpty()) {
            return step;
        }
        boolean closed = state.view().closed().isPresent();
        if (!closed && x.now() < state.wish().close().get().until()) {
            return step;
        }
        return step.with(state.with(state.wish().closing(Optional.empty())))
                .reply(Call.CLOSE, closed ? new Outcome.Done(true) : noContact(step, "this node closed the run"));
    }

    private static Step forgetting(Step step, Context x) {
        State state = step.state();
        boolean over =
                state.wish().forget().filter(call -> x.now() >= call.until()).isPresent();
        return over
                ? step.with(state.with(state.wish().forgetting(Optional.empty())))
                        .reply(Call.FORGET, noContact(step, "this node removed the record of the run"))
                : step;
    }

    private static Step leaving(Step step, Context x) {
        State state = step.state();
        OptionalLong at = state.wish().leaveAt();
        boolean ended = at.isPresent() && state.view().closed().isPresent();
        if (ended || isOver(at, x)) {
            return Leaves.begin(step, new Reply(Call.LEAVE, new Outcome.Done(true)), x);
        }
        Optional<Leaving> leaving = state.wish().leaving();
        return leaving.filter(leave -> x.now() >= leave.until()).isPresent() ? Leaves.depart(step) : step;
    }
}
