package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.PartRecord;
import dev.rendezvous.engine.message.Action.Call;
import dev.rendezvous.engine.message.Action.Outcome;
import dev.rendezvous.engine.message.Action.Reply;
import dev.rendezvous.engine.message.Event;
import dev.rendezvous.engine.message.Refusals;
import dev.rendezvous.engine.message.Round;
import dev.rendezvous.engine.protocol.Wish.Closing;
import dev.rendezvous.engine.protocol.Wish.Forgetting;
import dev.rendezvous.engine.protocol.Wish.Joining;
import dev.rendezvous.engine.protocol.Wish.Stage;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes an event into the state. */
final class Events {

    private static final Outcome DONE = new Outcome.Done(true);

    private Events() {}

    static Step receive(Step step, Event event, Context x) {
        if (event instanceof Event.Answered answered) {
            return Answers.receive(step, answered, x);
        }
        if (event instanceof Event.Hint hint) {
            return step.with(hinted(step.state(), hint.prefix()));
        }
        if (event instanceof Event.Join) {
            return join(step, x);
        }
        if (event instanceof Event.Leave) {
            return leave(step, x);
        }
        if (event instanceof Event.Fail fail) {
            return fail(step, fail, x);
        }
        if (event instanceof Event.Finish) {
            return finish(step, x);
        }
        return receiveRare(step, event, x);
    }

    private static Step receiveRare(Step step, Event event, Context x) {
        State state = step.state();
        if (event instanceof Event.CloseRun close) {
            long until = x.now() + x.timing().closeTimeout();
            Closing closing = new Closing(close.closed(), until);
            return step.with(mustLook(state).with(state.wish().closing(Optional.of(closing))));
        }
        if (event instanceof Event.Drain) {
            OptionalLong until = OptionalLong.of(x.now() + x.timing().unreachable());
            return step.with(
                    state.with(state.member().draining()).with(state.wish().draining(until)));
        }
        if (event instanceof Event.Look) {
            OptionalLong until = OptionalLong.of(x.now() + x.timing().unreachable());
            return step.with(mustLook(state).with(state.wish().looking(until)));
        }
        if (event instanceof Event.Forget) {
            Forgetting forgetting =
                    new Forgetting(Stage.LOOK, x.now() + x.timing().closeTimeout(), 0);
            return step.with(state.with(state.wish().forgetting(Optional.of(forgetting))));
        }
        return step;
    }

    private static State mustLook(State state) {
        return state.with(state.view().mustLook(true));
    }

    private static State hinted(State state, String prefix) {
        return switch (prefix) {
            case Keys.ROUND -> mustLook(state);
            case Keys.MEMBERS -> state.with(state.lists().hinted(true, false));
            case Keys.ENDS -> state.with(state.lists().hinted(false, true));
            default -> state;
        };
    }

    /** The node has stopped its work of the round that it was in. */
    private static Step join(Step step, Context x) {
        State state = step.state();
        Joining call = new Joining(x.now() + x.timing().joinTimeout(), x.now(), false, false);
        View view = state.wish().engaged()
                ? state.view().mustLook(true)
                : state.view().fresh();
        Membership member = state.stay()
                .round()
                .map(round -> state.member().doneWith(round.number()))
                .orElse(state.member());
        if (member.drainWanted()) {
            Reply reply = new Reply(Call.JOIN, Refusals.drained());
            return Leaves.begin(step, reply, x);
        }
        return step.with(state.with(view).with(member).with(state.wish().joining(Optional.of(call))));
    }

    private static Step leave(Step step, Context x) {
        State state = step.state();
        boolean waits = state.stay().hasFinished() && state.view().closed().isEmpty();
        if (waits && state.wish().engaged() && state.wish().leaveAt().isEmpty()) {
            OptionalLong at = OptionalLong.of(x.now() + x.timing().closeTimeout());
            return step.with(state.with(state.wish().leavingAt(at)));
        }
        return Leaves.begin(step, new Reply(Call.LEAVE, DONE), x);
    }

    private static Step fail(Step step, Event.Fail fail, Context x) {
        State state = step.state();
        Optional<Round> round = state.working();
        if (round.isEmpty() || state.stay().record().isPresent() || state.stay().hasFinished()) {
            return step.reply(Call.FAIL, DONE);
        }
        Round in = round.get();
        PartRecord record = new PartRecord.Failed(
                in.number(),
                in.rank(),
                in.size(),
                x.settings().self().id(),
                fail.worker(),
                fail.code(),
                fail.restartable(),
                fail.message());
        OptionalLong until = OptionalLong.of(x.now() + x.timing().unreachable());
        return step.with(
                state.with(state.stay().recording(record)).with(state.wish().failing(until)));
    }

    private static Step finish(Step step, Context x) {
        State state = step.state();
        Stay stay = state.stay();
        Optional<Closed> closed = state.view().closed();
        boolean mayFinish =
                state.working().filter(round -> !isOver(state.view(), round)).isPresent()
                        && stay.record().isEmpty()
                        && closed.isEmpty()
                        && stay.finish() != Stay.Finish.REFUSED;
        if (stay.hasFinished() || (!mayFinish && stay.finish() != Stay.Finish.WANTED)) {
            return step.reply(Call.FINISH, new Outcome.Done(stay.hasFinished()));
        }
        OptionalLong until = OptionalLong.of(x.now() + x.timing().unreachable());
        return step.with(state.with(stay.finishing()).with(state.wish().finishing(until)));
    }

    private static boolean isOver(View view, Round round) {
        return view.isFollowed(round)
                || view.statusOf(round.token())
                        .filter(status -> status.broken())
                        .isPresent();
    }
}
