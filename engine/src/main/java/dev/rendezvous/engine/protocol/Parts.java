package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.PartRecord;
import dev.rendezvous.engine.cell.StatusCell;
import dev.rendezvous.engine.cell.StatusCell.Full;
import dev.rendezvous.engine.cell.TurnCell;
import dev.rendezvous.engine.cell.TurnCell.Way;
import dev.rendezvous.engine.message.Answer;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.message.Round;
import dev.rendezvous.engine.protocol.Lane.InFlight;
import dev.rendezvous.engine.protocol.Lane.Purpose;
import dev.rendezvous.engine.protocol.Stay.Finish;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.util.Optional;

/** How the part of this node in its round ends: the turn towards the end, then its record. */
final class Parts implements Chore {

    /** Nothing is told once the run is closed or a newer round is known. */
    static Step settle(Step step, Context x) {
        State state = step.state();
        Stay stay = state.stay();
        Optional<Round> round = stay.round();
        if (round.isEmpty() || (!stay.isPending() && stay.finish() != Finish.WANTED)) {
            return step;
        }
        Optional<Closed> closed = state.view().closed();
        if (closed.isPresent()) {
            return step.with(state.with(atEnd(stay, round.get(), closed.get())));
        }
        boolean refused = state.view().isFollowed(round.get());
        return refused ? step.with(state.with(stay.finish() == Finish.WANTED ? stay.refused() : stay.dropped())) : step;
    }

    /** If the run was closed because all had finished, this node had: its record landed before the answer came. */
    private static Stay atEnd(Stay stay, Round round, Closed closed) {
        if (stay.finish() != Finish.WANTED) {
            return stay.dropped();
        }
        boolean all = closed.why() == Closed.Why.FINISHED && closed.token() == round.token();
        return all ? stay.recorded().silent() : stay.refused();
    }

    @Override
    public Step attempt(Step step, Context x) {
        State state = step.state();
        Optional<Round> round = state.stay().round();
        if (round.isEmpty() || !state.stay().isPending()) {
            return step;
        }
        if (state.stay().mustTurn() && !isKnownToEnd(state, round.get())) {
            TurnCell turn = new TurnCell(Way.ENDING, round.get().number());
            return put(step, Purpose.TURN, Keys.turn(round.get().token()), turn.line(), x);
        }
        Step turned = state.stay().mustTurn() ? turned(step, round.get(), x) : step;
        PartRecord record = turned.state().stay().record().orElseThrow();
        String key = Keys.record(round.get().token(), round.get().order());
        return put(turned, Purpose.RECORD, key, record.line(), x);
    }

    private static boolean isKnownToEnd(State state, Round round) {
        return state.view()
                .statusOf(round.token())
                .map(StatusCell::full)
                .filter(Full.ENDING::equals)
                .isPresent();
    }

    private static Step put(Step step, Purpose purpose, String key, String line, Context x) {
        return step.send(purpose, new Operation.Put(key, line, Precondition.absent(), 0), x);
    }

    private static Step turned(Step step, Round round, Context x) {
        PartRecord finished = new PartRecord.Finished(
                round.number(), round.rank(), round.size(), x.settings().self().id());
        return step.with(step.state().with(step.state().stay().turned(finished)));
    }

    static Step answered(Step step, InFlight request, Answer answer, Context x) {
        State state = step.state();
        Stay stay = state.stay();
        if (stay.round().isEmpty()) {
            return step;
        }
        WriteOutcome outcome = ((Answer.Written) answer).outcome();
        if (request.purpose() == Purpose.RECORD) {
            return step.with(state.with(stay.recorded()));
        }
        if (stay.finish() != Finish.WANTED && !stay.hasFinished()) {
            return step;
        }
        boolean reforms = outcome instanceof WriteOutcome.Conflict conflict && reforms(conflict.current());
        if (!reforms) {
            return turned(step, stay.round().get(), x);
        }
        return step.with(state.with(stay.hasFinished() ? stay.silent() : stay.refused()));
    }

    private static boolean reforms(Optional<Entry> current) {
        return current.isPresent()
                && TurnCell.read(current.get().key(), current.get().value()).way() == Way.REFORM;
    }
}
