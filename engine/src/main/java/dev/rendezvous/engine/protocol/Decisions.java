package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.StatusCell;
import dev.rendezvous.engine.cell.TurnCell;
import dev.rendezvous.engine.cell.TurnCell.Way;
import dev.rendezvous.engine.decision.Decider;
import dev.rendezvous.engine.decision.Decision;
import dev.rendezvous.engine.decision.MemberEntry;
import dev.rendezvous.engine.decision.Verdict;
import dev.rendezvous.engine.decision.Verdict.Summary;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.message.Timing;
import dev.rendezvous.engine.protocol.Lane.Purpose;
import dev.rendezvous.engine.protocol.View.Sighted;
import dev.rendezvous.engine.spi.Precondition;
import java.util.List;
import java.util.Optional;

/** Carries out what a leader decides, with its timers: last call, eviction, and the hold after the service lost its memory. */
final class Decisions {

    private Decisions() {}

    static Step decide(Step step, Context x) {
        State state = step.state();
        Verdict verdict = Decider.decide(
                state.view().seal().map(Sighted::cell),
                state.view().version(),
                state.lists().members().orElseThrow(),
                state.lists().ends().orElseThrow(),
                x.settings().leader());
        Step timed = step.with(state.with(evicting(holding(state, verdict, x), verdict, x)));
        Step done = carryOut(timed, verdict.decision(), x);
        return done.isFree(x) ? publish(done, verdict.summary(), x) : done;
    }

    private static Step carryOut(Step step, Decision decision, Context x) {
        if (decision instanceof Decision.Ready ready) {
            return seal(step, ready, x);
        }
        State state = step.state();
        Step next = step.with(state.with(state.duty().callingUntil(0)));
        if (decision instanceof Decision.Discard discard) {
            return next.with(next.state().with(next.state().lists().staleEnds()))
                    .send(Purpose.DISCARD, new Operation.DeleteAll(Keys.ends(discard.token())), x);
        }
        if (decision instanceof Decision.Close close) {
            boolean early = close.hold() && x.now() < state.duty().holdUntil();
            return early ? next : Closings.put(next, Closings.closed(state.view(), close.closed(), x), x);
        }
        if (decision instanceof Decision.Reform reform) {
            String line = new TurnCell(Way.REFORM, reform.round()).line();
            return next.with(next.state().with(next.state().lists().staleEnds()))
                    .send(
                            Purpose.REFORM,
                            new Operation.Put(Keys.turn(reform.token()), line, Precondition.absent(), 0),
                            x);
        }
        return next;
    }

    private static Step seal(Step step, Decision.Ready ready, Context x) {
        State state = step.state();
        if (ready.hold() && x.now() < state.duty().holdUntil()) {
            return step;
        }
        long call =
                ready.seal().number() == 1 ? x.timing().lastCall() : x.timing().reformLastCall();
        long ends = state.duty().lastCall() == 0 ? x.now() + call : state.duty().lastCall();
        if (!ready.full() && x.now() < ends) {
            return step.with(state.with(state.duty().callingUntil(ends)));
        }
        Precondition precondition = state.view()
                .seal()
                .map(seal -> Precondition.version(seal.version()))
                .orElseGet(Precondition::absent);
        Operation.Put put = new Operation.Put(Keys.SEAL, ready.seal().line(), precondition, 0);
        return step.with(state.with(state.duty().callingUntil(0))).send(Purpose.SEAL, put, x);
    }

    /** Each node has noticed within one lease that the service lost its memory; a little longer for clocks that differ. */
    private static Duty holding(State state, Verdict verdict, Context x) {
        Duty duty = state.duty();
        boolean hold = (verdict.decision() instanceof Decision.Ready ready && ready.hold())
                || (verdict.decision() instanceof Decision.Close close && close.hold());
        if (!hold || duty.holdUntil() != 0) {
            return duty;
        }
        return duty.holdingUntil(
                x.now() + Math.max(state.hold().ttl(), x.timing().lease()) / 5 * 6);
    }

    private static Duty evicting(Duty duty, Verdict verdict, Context x) {
        List<MemberEntry> stragglers = verdict.stragglers();
        if (x.timing().evictAfter() == 0 || stragglers.isEmpty()) {
            return duty.evictingAt(0);
        }
        if (duty.evictAt() == 0) {
            return duty.evictingAt(x.now() + x.timing().evictAfter());
        }
        if (x.now() < duty.evictAt()) {
            return duty;
        }
        List<Operation> deletes = stragglers.stream()
                .<Operation>map(entry -> new Operation.Delete(entry.key(), entry.version()))
                .toList();
        return duty.evictingAt(x.now() + x.timing().evictAfter()).caringFor(deletes);
    }

    private static Step publish(Step step, Summary summary, Context x) {
        State state = step.state();
        Optional<Sighted<StatusCell>> status = state.view().status();
        if (!state.duty().owner() || status.isEmpty()) {
            return step;
        }
        StatusCell told = status.get().cell();
        StatusCell next = new StatusCell(
                told.leader(),
                told.lease(),
                told.address(),
                summary.round(),
                summary.token(),
                summary.waiting(),
                summary.broken(),
                summary.full(),
                told.settings());
        boolean mayCount = x.now() >= state.duty().statusAt() + Timing.COUNT_EVERY;
        if (next.equals(told) || (!next.differsVisiblyFrom(told) && !mayCount)) {
            return step;
        }
        Precondition own = Precondition.version(status.get().version());
        Operation.Put put = new Operation.Put(Keys.STATUS, next.line(), own, told.lease());
        return step.send(Purpose.STATUS, put, x);
    }
}
