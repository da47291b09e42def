package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.RunSettings;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.cell.StatusCell;
import dev.rendezvous.engine.cell.StatusCell.Full;
import dev.rendezvous.engine.decision.MemberList;
import dev.rendezvous.engine.message.Answer;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.message.Timing;
import dev.rendezvous.engine.protocol.Duty.Candidacy;
import dev.rendezvous.engine.protocol.Lane.InFlight;
import dev.rendezvous.engine.protocol.Lane.Purpose;
import dev.rendezvous.engine.protocol.View.Sighted;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.util.Optional;

/** Where no node leads, each waits a random time and then tries to. */
final class Candidates implements Chore {

    @Override
    public Step attempt(Step step, Context x) {
        State state = step.state();
        if (!mayLead(state)) {
            return state.candidacy().equals(Candidacy.NONE) ? step : step.with(state.with(Candidacy.NONE));
        }
        if (state.candidacy().at() == 0) {
            long longest = Math.min(Timing.SECOND, Timing.MILLISECOND + 5 * Timing.MILLISECOND * crowd(state, x));
            long at = x.now() + Chance.between(state.seed(), 0, longest);
            Candidacy next = new Candidacy(Math.max(1, at), state.candidacy().permitted());
            return attemptAt(step.with(state.with(next).reseeded()), x);
        }
        return attemptAt(step, x);
    }

    private static boolean mayLead(State state) {
        View view = state.view();
        boolean known = view.looked() && !view.mustLook();
        boolean takesPart = state.member().exists() || state.stay().hasFinished();
        return state.wish().engaged()
                && state.hold().granted()
                && takesPart
                && known
                && view.status().isEmpty()
                && view.closed().isEmpty();
    }

    private static long crowd(State state, Context x) {
        int size = state.view().seal().map(seal -> seal.cell().members().size()).orElse(0);
        return size > 0 ? size : x.settings().run().min();
    }

    private static Step attemptAt(Step step, Context x) {
        State state = step.state();
        if (x.now() < state.candidacy().at()) {
            return step;
        }
        if (!state.candidacy().permitted() && otherSettings(state, x).isPresent()) {
            return step.send(Purpose.PERMISSION, new Operation.ListBelow(Keys.MEMBERS), x);
        }
        StatusCell status = new StatusCell(
                x.settings().self().id(),
                state.hold().id(),
                x.settings().self().address(),
                0,
                0,
                0,
                false,
                Full.NO,
                x.settings().run());
        Operation.Put put = new Operation.Put(
                Keys.STATUS, status.line(), Precondition.absent(), state.hold().id());
        return step.send(Purpose.BECOME_LEADER, put, x);
    }

    /** The settings of the last round, if they are not this node's. */
    private static Optional<RunSettings> otherSettings(State state, Context x) {
        return state.view()
                .seal()
                .map(Sighted::cell)
                .filter(seal -> seal.number() > 0)
                .map(Seal::settings)
                .filter(settings -> !settings.equals(x.settings().run()));
    }

    static Step answered(Step step, InFlight request, Answer answer, Context x) {
        State state = step.state();
        if (request.purpose() == Purpose.PERMISSION) {
            return step.with(state.with(permission(state, ((Answer.Listed) answer), x)));
        }
        WriteOutcome outcome = ((Answer.Written) answer).outcome();
        Operation.Put put = (Operation.Put) request.operation();
        if (put.lease() != state.hold().id()) {
            return step;
        }
        if (outcome instanceof WriteOutcome.LeaseLost) {
            return Losses.dead(step);
        }
        if (outcome instanceof WriteOutcome.Applied applied) {
            Sighted<StatusCell> own = new Sighted<>(StatusCell.read(put.key(), put.value()), applied.version());
            return Leadership.become(step.with(state.with(state.view().withStatus(own))), x);
        }
        return step.with(triesLater(state));
    }

    /** Whether another node leads, or the write may still land: a look tells, and then the node waits anew. */
    static State triesLater(State state) {
        return state.with(state.view().mustLook(true))
                .with(new Candidacy(0, state.candidacy().permitted()));
    }

    /** A node that came late with other settings never takes over a run whose nodes still live. */
    private static Candidacy permission(State state, Answer.Listed answer, Context x) {
        Optional<RunSettings> others = otherSettings(state, x);
        boolean alone = MemberList.of(answer.listing()).entries().stream()
                .flatMap(entry -> entry.cell().stream())
                .noneMatch(cell -> Optional.of(cell.settings()).equals(others));
        long again = x.now() + Math.max(Timing.SECOND, x.timing().lookEvery());
        return alone ? new Candidacy(state.candidacy().at(), true) : new Candidacy(again, false);
    }
}
