package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.CellFormatException;
import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.MemberCell;
import dev.rendezvous.engine.cell.MemberCell.Seen;
import dev.rendezvous.engine.message.Action.Call;
import dev.rendezvous.engine.message.Action.Reply;
import dev.rendezvous.engine.message.Answer;
import dev.rendezvous.engine.message.Identity;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.message.Refusals;
import dev.rendezvous.engine.protocol.Lane.InFlight;
import dev.rendezvous.engine.protocol.Lane.Purpose;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.util.Optional;
import java.util.OptionalLong;

/** The member key of a node: created when it joins, rewritten when it is done with a round or will leave. */
final class Members implements Chore {

    @Override
    public Step attempt(Step step, Context x) {
        State state = step.state();
        if (state.wish().engaged() && !state.view().watching() && (state.hold().granted() || !state.isJoining())) {
            return step.send(Purpose.WATCH_ROUND, new Operation.Watch(Keys.ROUND), x);
        }
        boolean due = state.member().exists() ? state.member().isDirty() : state.isJoining();
        if (!state.hold().granted() || !due) {
            return step;
        }
        OptionalLong clash = state.member().clash();
        return clash.isPresent()
                ? step.send(Purpose.CLEAR_CLASH, new Operation.Delete(key(x), clash.getAsLong()), x)
                : put(step, x);
    }

    private static String key(Context x) {
        return Keys.member(x.settings().self().id());
    }

    private static Step put(Step step, Context x) {
        State state = step.state();
        Membership member = state.member();
        long done = member.exists()
                ? member.over()
                : Math.max(member.over(), state.view().highest().number());
        Identity self = x.settings().self();
        Seen seen = state.view().highest();
        MemberCell cell = new MemberCell(
                self.nonce(),
                state.hold().id(),
                done,
                x.settings().run(),
                member.drainWanted(),
                seen,
                self.address(),
                self.host(),
                self.pid(),
                self.labels());
        Precondition precondition = member.exists() ? Precondition.version(member.version()) : Precondition.absent();
        Operation.Put put = new Operation.Put(
                key(x), cell.line(), precondition, state.hold().id());
        State sending = state.with(member.sending(done)).with(state.view().mustLook(false));
        return step.with(sending).send(Purpose.MEMBER, new Operation.PutThenList(put, Keys.ROUND), x);
    }

    static Step answered(Step step, InFlight request, Answer answer, Context x) {
        State state = step.state();
        if (request.purpose() == Purpose.CLEAR_CLASH) {
            return step.with(state.with(state.member().clashing(OptionalLong.empty())));
        }
        Answer.WrittenAndListed both = (Answer.WrittenAndListed) answer;
        Operation.Put put = ((Operation.PutThenList) request.operation()).put();
        Step next = put.lease() == state.hold().id() ? written(step, put, both.outcome(), x) : step;
        if (both.listing().isEmpty()) {
            return next.with(next.state().with(next.state().view().mustLook(true)));
        }
        return Looks.seen(next, both.listing().get(), x);
    }

    private static Step written(Step step, Operation.Put put, WriteOutcome outcome, Context x) {
        State state = step.state();
        if (outcome instanceof WriteOutcome.Applied applied) {
            Membership member = state.member().written(applied.order(), applied.version(), nextCheck(state, x));
            return step.with(state.with(member).reseeded());
        }
        if (outcome instanceof WriteOutcome.LeaseLost) {
            return Losses.dead(step);
        }
        Optional<Entry> current = ((WriteOutcome.Conflict) outcome).current();
        boolean creates = put.precondition() instanceof Precondition.Absent;
        if (current.isEmpty()) {
            return creates ? step : Losses.given(step);
        }
        return conflict(step, current.get(), creates, x);
    }

    private static Step conflict(Step step, Entry current, boolean creates, Context x) {
        State state = step.state();
        Optional<MemberCell> cell = readable(current);
        boolean mine = cell.filter(
                        other -> other.nonce().equals(x.settings().self().nonce())
                                && other.lease() == state.hold().id())
                .isPresent();
        if (mine) {
            return adopt(step, current, cell.get(), x);
        }
        if (creates) {
            return step.with(state.with(state.member().clashing(OptionalLong.of(current.version()))));
        }
        return takenOver(step, current, cell, x);
    }

    /** An earlier write of this node has landed, and its answer was lost. */
    static Step adopt(Step step, Entry current, MemberCell cell, Context x) {
        State state = step.state();
        Membership member = state.member()
                .adopted(current.order(), current.version(), cell.done(), cell.drain(), nextCheck(state, x));
        return step.with(state.with(member).reseeded());
    }

    static Step takenOver(Step step, Entry current, Optional<MemberCell> cell, Context x) {
        Step lost = Losses.given(step);
        Reply reply =
                new Reply(Call.JOIN, Refusals.takenOver(x.settings().self().id(), Keys.nameOf(current.key(), cell)));
        return lost.state().isJoining() ? Leaves.begin(lost, reply, x) : lost;
    }

    static Optional<MemberCell> readable(Entry entry) {
        try {
            return Optional.of(MemberCell.read(entry.key(), entry.value()));
        } catch (CellFormatException e) {
            return Optional.empty();
        }
    }

    static long nextCheck(State state, Context x) {
        return Chance.jittered(state.seed(), x.timing().lookEvery(), x.now());
    }
}
