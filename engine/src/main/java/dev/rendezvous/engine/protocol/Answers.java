package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.CellFormatException;
import dev.rendezvous.engine.message.Action.Call;
import dev.rendezvous.engine.message.Action.Outcome;
import dev.rendezvous.engine.message.Action.Problem;
import dev.rendezvous.engine.message.Action.Reply;
import dev.rendezvous.engine.message.Answer;
import dev.rendezvous.engine.message.Event;
import dev.rendezvous.engine.protocol.Lane.InFlight;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes the answer of an operation into the state. An answer is judged by the state at its arrival. */
final class Answers {

    private Answers() {}

    static Step receive(Step step, Event.Answered answered, Context x) {
        Optional<InFlight> request = step.state().lane().find(answered.id());
        return request.map(sent -> receive(step, sent, answered.answer(), x)).orElse(step);
    }

    private static Step receive(Step step, InFlight request, Answer answer, Context x) {
        if (answer.isUnknown()) {
            return unknown(failed(step, request, causeOf(answer), x), request, x);
        }
        if (answer instanceof Answer.Refused refused) {
            Step after = unknown(failed(step, request, Optional.of(refused.cause()), x), request, x);
            return refused(
                    after, Problem.REFUSED, String.valueOf(refused.cause().getMessage()), refused.cause(), x);
        }
        try {
            State state = step.state();
            return dispatch(step.with(state.with(state.lane().answered(request, x.now()))), request, answer, x);
        } catch (CellFormatException e) {
            Step after = unknown(failed(step, request, Optional.of(e), x), request, x);
            return refused(after, Problem.STATE, String.valueOf(e.getMessage()), e, x);
        }
    }

    private static Optional<Throwable> causeOf(Answer answer) {
        if (answer instanceof Answer.NoContact none) {
            return Optional.of(none.cause());
        }
        WriteOutcome outcome = answer instanceof Answer.Written written
                ? written.outcome()
                : ((Answer.WrittenAndListed) answer).outcome();
        return Optional.of(((WriteOutcome.Unknown) outcome).cause());
    }

    private static Step failed(Step step, InFlight request, Optional<Throwable> cause, Context x) {
        State state = step.state();
        Lane lane = state.lane().failed(request, x.now(), state.seed(), cause);
        return step.with(state.with(lane).reseeded());
    }

    private static Step dispatch(Step step, InFlight request, Answer answer, Context x) {
        return switch (request.purpose()) {
            case KEEP_ALIVE, GRANT, REVOKE_OLD -> Leases.answered(step, request, answer, x);
            case MEMBER, CLEAR_CLASH -> Members.answered(step, request, answer, x);
            case WATCH_ROUND -> step.with(step.state().with(step.state().view().watched()));
            case LOOK -> Looks.answered(step, answer, x);
            case OWN_KEY -> OwnKeys.answered(step, answer, x);
            case EXPLAIN -> Explanations.answered(step, answer, x);
            case TURN, RECORD -> Parts.answered(step, request, answer, x);
            case CLOSE, SEAL -> Leads.wroteSeal(step, request, answer);
            case REVOKE_TO_LEAVE, CLEAN_TO_LEAVE -> Leaves.answered(step, request);
            case FORGET -> Forgets.answered(step, answer);
            case PERMISSION, BECOME_LEADER -> Candidates.answered(step, request, answer, x);
            default -> Leads.answered(step, request, answer, x);
        };
    }

    /** A write may still land; a read was not made. What was to be learned must be learned again. */
    private static Step unknown(Step step, InFlight request, Context x) {
        State state = step.state();
        return switch (request.purpose()) {
            case KEEP_ALIVE -> Leases.unanswered(step, request, x);
            case REVOKE_OLD -> Leases.forgetOld(step, request);
            case CLEAR_CLASH -> step.with(state.with(state.member().clashing(OptionalLong.empty())));
            case BECOME_LEADER -> step.with(Candidates.triesLater(state));
            case MEMBER, LOOK, STATUS -> step.with(state.with(state.view().mustLook(true)));
            case SEAL, CLOSE ->
                step.with(state.with(state.view().mustLook(true))
                        .with(state.lists().stale()));
            case LIST_MEMBERS, CARE -> step.with(state.with(state.lists().hinted(true, false)));
            case LIST_ENDS, REFORM, DISCARD ->
                step.with(state.with(state.lists().hinted(false, true)));
            case EXPLAIN -> Explanations.giveNothing(step, x);
            case TURN, RECORD, REVOKE_TO_LEAVE, CLEAN_TO_LEAVE -> Leaves.missed(step, request);
            default -> step;
        };
    }

    /** Ends the calls that cannot succeed. A node without a call keeps trying. */
    static Step refused(Step step, Problem problem, String message, Throwable cause, Context x) {
        Outcome outcome = new Outcome.Failed(problem, message, Optional.of(cause));
        State state = step.state();
        Step next = step;
        if (state.wish().close().isPresent()) {
            next = next.with(next.state().with(next.state().wish().closing(Optional.empty())))
                    .reply(Call.CLOSE, outcome);
        }
        if (state.wish().forget().isPresent()) {
            next = next.with(next.state().with(next.state().wish().forgetting(Optional.empty())))
                    .reply(Call.FORGET, outcome);
        }
        if (state.wish().look().isPresent()) {
            next = next.with(next.state().with(next.state().wish().looking(OptionalLong.empty())))
                    .reply(Call.LOOK, outcome);
        }
        return state.isJoining() ? Leaves.begin(next, new Reply(Call.JOIN, outcome), x) : next;
    }
}
