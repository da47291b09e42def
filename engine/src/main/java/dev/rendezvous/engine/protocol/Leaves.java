package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.PartRecord;
import dev.rendezvous.engine.message.Action;
import dev.rendezvous.engine.message.Action.Call;
import dev.rendezvous.engine.message.Action.Outcome;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.message.Round;
import dev.rendezvous.engine.message.Timing;
import dev.rendezvous.engine.protocol.Duty.Candidacy;
import dev.rendezvous.engine.protocol.Lane.InFlight;
import dev.rendezvous.engine.protocol.Lane.Purpose;
import dev.rendezvous.engine.protocol.Stay.Finish;
import dev.rendezvous.engine.protocol.Wish.Leaving;
import java.util.Optional;

/**
 * Leaving: the record that says so, then the lease is revoked. It is not a plain delete of the member key: a create of
 * this node that arrives late would bring the key back.
 */
final class Leaves implements Chore {

    static Step begin(Step step, Action.Reply then, Context x) {
        State state = step.state();
        if (state.wish().leaving().isPresent()) {
            return step.and(then);
        }
        boolean tells = state.lane()
                .work()
                .filter(sent -> sent.purpose() == Purpose.RECORD || sent.purpose() == Purpose.TURN)
                .isPresent();
        Leaving leaving = new Leaving(x.now() + Timing.LEAVE, Timing.LEAVE_TRIES, false, then);
        Wish wish = state.wish().joining(Optional.empty()).leaving(leaving);
        Lane lane = tells ? state.lane() : state.lane().abandoned();
        return step.with(state.with(lane).with(wish).with(lastWord(state, x)));
    }

    /** A member that goes without a word would count as lost, also one that has said that it is done and waits for the next round. */
    private static Stay lastWord(State state, Context x) {
        Stay stay = state.stay();
        if (stay.round().isEmpty() || !isMember(state, stay.round().get()) || stay.hasFinished()) {
            return stay;
        }
        boolean told = stay.record().isPresent() || (stay.finish() == Finish.WANTED && stay.turnPut());
        boolean over = state.view().closed().isPresent()
                || state.view().isFollowed(stay.round().get());
        if (told || over) {
            return stay;
        }
        Round round = stay.round().get();
        return stay.refused()
                .recording(new PartRecord.Left(
                        round.number(),
                        round.rank(),
                        round.size(),
                        x.settings().self().id(),
                        state.member().drainWanted()));
    }

    private static boolean isMember(State state, Round round) {
        return state.member().order() == round.order();
    }

    @Override
    public Step attempt(Step step, Context x) {
        State state = step.state();
        Leaving leaving = state.wish().leaving().orElseThrow();
        if (leaving.tries() <= 0) {
            return depart(step);
        }
        Optional<Closed> closed = state.view().closed();
        if (state.duty().owner()
                && closed.isPresent()
                && !leaving.cleaned()
                && !state.duty().cleaned()) {
            Leaving clean = new Leaving(leaving.until(), leaving.tries(), true, leaving.then());
            String records = Keys.records(closed.get().token());
            return step.with(state.with(state.wish().leaving(clean)))
                    .send(Purpose.CLEAN_TO_LEAVE, new Operation.DeleteAll(records), x);
        }
        Hold hold = state.hold();
        if (!hold.granted() && hold.old().isEmpty()) {
            return depart(step);
        }
        long lease = hold.granted() ? hold.id() : hold.old().get(0);
        return step.send(Purpose.REVOKE_TO_LEAVE, new Operation.Revoke(lease), x);
    }

    static Step answered(Step step, InFlight request) {
        State state = step.state();
        if (!(request.operation() instanceof Operation.Revoke revoke)) {
            return step;
        }
        Hold hold = state.hold();
        return step.with(state.with(
                revoke.lease() == hold.id()
                        ? new Hold(0, false, 0, 0, 0, false, hold.old())
                        : hold.revoked(revoke.lease())));
    }

    /** A try that was not answered. After three the node goes on without what it tried. */
    static Step missed(Step step, InFlight request) {
        State state = step.state();
        if (state.wish().leaving().isEmpty()) {
            return step;
        }
        Leaving leaving = state.wish().leaving().get();
        boolean tells = request.purpose() == Purpose.RECORD || request.purpose() == Purpose.TURN;
        boolean last = leaving.tries() == 1;
        int tries = tells && last ? Timing.LEAVE_TRIES : leaving.tries() - 1;
        Leaving next = new Leaving(leaving.until(), tries, leaving.cleaned(), leaving.then());
        State missed = state.with(state.wish().leaving(next));
        return step.with(tells && last ? missed.with(state.stay().dropped()) : missed);
    }

    /** The node has left. What it knows of the run and what it is done with stays; its leases run out by themselves. */
    static Step depart(Step step) {
        Step stopped = Leadership.stop(step);
        State state = stopped.state();
        Wish wish = state.wish();
        Step next = stopped;
        if (wish.finish().isPresent()) {
            next = next.reply(Call.FINISH, new Outcome.Done(false));
        }
        if (wish.fail().isPresent()) {
            next = next.reply(Call.FAIL, new Outcome.Done(false));
        }
        if (wish.drain().isPresent()) {
            next = next.reply(Call.DRAIN, new Outcome.Done(true));
        }
        Wish rest = Wish.NONE.closing(wish.close()).forgetting(wish.forget()).looking(wish.look());
        State left = state.with(state.lane().abandoned())
                .with(Hold.NONE)
                .with(state.member().gone())
                .with(Stay.NOWHERE)
                .with(Candidacy.NONE)
                .with(rest);
        return next.with(left).and(wish.leaving().orElseThrow().then());
    }
}
