package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.cell.StatusCell;
import dev.rendezvous.engine.cell.StatusCell.Full;
import dev.rendezvous.engine.message.Action.Call;
import dev.rendezvous.engine.message.Action.Outcome;
import dev.rendezvous.engine.message.Action.Reply;
import dev.rendezvous.engine.message.Refusals;
import dev.rendezvous.engine.message.Round;
import dev.rendezvous.engine.protocol.View.Sighted;
import dev.rendezvous.engine.protocol.Wish.Joining;
import java.util.Optional;

/** Judges what a waiting node knows: whether it is in a round, is a spare, or cannot be let in any more. */
final class Joins {

    private Joins() {}

    static Step judge(Step step, Context x) {
        State state = step.state();
        if (!state.isJoining()) {
            return step;
        }
        Optional<Outcome> refusal = refusal(state, x);
        if (refusal.isPresent()) {
            return Leaves.begin(step, new Reply(Call.JOIN, refusal.get()), x);
        }
        if (!state.view().looked()) {
            return expire(step, x);
        }
        Optional<Round> seat = seat(state);
        if (seat.isPresent()) {
            return isBroken(state) ? step.with(declined(state, seat.get())) : enter(step, seat.get());
        }
        return expire(step.with(spared(state, x)), x);
    }

    private static Optional<Outcome> refusal(State state, Context x) {
        Optional<Closed> closed = state.view().closed();
        boolean spare = state.wish().join().filter(Joining::spare).isPresent();
        if (closed.isPresent()) {
            return Optional.of(Refusals.closed(closed.get(), spare));
        }
        if (state.member().drainWanted()) {
            return Optional.of(Refusals.drained());
        }
        return state.view()
                .status()
                .map(Sighted::cell)
                .filter(status -> !status.settings().equals(x.settings().run()))
                .map(status -> Refusals.otherSettings(x.settings().run(), status));
    }

    /** The place of this life of the node in a round that it is not done with. */
    private static Optional<Round> seat(State state) {
        long order = state.member().order();
        return state.view()
                .seal()
                .filter(seal -> order != 0
                        && seal.cell().number() > state.member().over()
                        && seal.cell().members().contains(order))
                .map(seal -> Round.of(seal.cell(), seal.version(), order));
    }

    private static boolean isBroken(State state) {
        return state.view()
                .statusOf(state.view().version())
                .filter(StatusCell::broken)
                .isPresent();
    }

    private static State declined(State state, Round round) {
        return state.with(state.member().doneWith(round.number()));
    }

    private static Step enter(Step step, Round round) {
        State state = step.state();
        State entered = state.with(Stay.in(round)).with(state.wish().joining(Optional.empty()));
        return step.with(entered).reply(Call.JOIN, new Outcome.Entered(round));
    }

    /** A spare has no deadline; one that stops being a spare gets a new one. */
    private static State spared(State state, Context x) {
        Joining call = state.wish().join().orElseThrow();
        boolean spare = isSpare(state, call.spare());
        if (spare == call.spare()) {
            return state;
        }
        long deadline = x.now() + x.timing().joinTimeout();
        Joining next = new Joining(deadline, x.now(), spare, false);
        return state.with(state.wish().joining(Optional.of(next)));
    }

    private static boolean isSpare(State state, boolean before) {
        Optional<Sighted<Seal>> seal = state.view().seal();
        if (seal.isEmpty()
                || seal.get().cell().members().contains(state.member().order())) {
            return false;
        }
        Seal cell = seal.get().cell();
        Optional<StatusCell> status = state.view().statusOf(seal.get().version());
        if (status.isEmpty()) {
            return before || (cell.members().size() >= cell.settings().max());
        }
        boolean full = status.get().full() != Full.NO
                || cell.members().size() >= cell.settings().max();
        return full && !status.get().broken();
    }

    private static Step expire(Step step, Context x) {
        State state = step.state();
        Joining call = state.wish().join().orElseThrow();
        if (isCutOff(state.lane(), call, x)) {
            return withoutContact(step, x);
        }
        if (call.spare() || call.explaining() || x.now() < call.deadline()) {
            return step;
        }
        boolean contact = x.now() - state.lane().contactAt() <= 2 * x.timing().request();
        if (contact) {
            Joining explaining = new Joining(call.deadline(), call.since(), false, true);
            return step.with(state.with(state.wish().joining(Optional.of(explaining))));
        }
        return withoutContact(step, x);
    }

    /** A service that has answered since the call began, and does not any more, is lost. One that has not answered yet may be starting. */
    private static boolean isCutOff(Lane lane, Joining call, Context x) {
        boolean hasAnswered = call.spare() || lane.contactAt() > call.since();
        return hasAnswered && lane.isUnreachable(x.now(), x.timing().unreachable());
    }

    private static Step withoutContact(Step step, Context x) {
        Reply reply = new Reply(
                Call.JOIN,
                Refusals.noContact("this node waited", step.state().lane().problem()));
        return Leaves.begin(step, reply, x);
    }
}
