package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.StatusCell;
import dev.rendezvous.engine.decision.EndList;
import dev.rendezvous.engine.decision.MemberList;
import dev.rendezvous.engine.decision.Rule;
import dev.rendezvous.engine.message.Answer;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.message.Timing;
import dev.rendezvous.engine.protocol.Lane.InFlight;
import dev.rendezvous.engine.protocol.Lane.Purpose;
import dev.rendezvous.engine.protocol.View.Sighted;
import dev.rendezvous.engine.protocol.Wish.Joining;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.util.List;
import java.util.Optional;

/** What the leader reads: first {@code r/}, then {@code m/}, then {@code e/}; what it decides is in {@link Decisions}. */
final class Leads implements Chore {

    @Override
    public Step attempt(Step step, Context x) {
        State state = step.state();
        if (!isActing(state, x)) {
            return step;
        }
        if (state.view().closed().isPresent()) {
            return cleanUp(step, x);
        }
        if (isBackstop(state, x) && state.lists().equals(Lists.NONE)) {
            return step.with(
                    state.with(Lists.IDLE.listingAt(nextBackstop(state, x))).reseeded());
        }
        if (!isBackstop(state, x) && !state.lists().watchesMembers()) {
            return step.send(Purpose.WATCH_MEMBERS, new Operation.Watch(Keys.MEMBERS), x);
        }
        if (!isBackstop(state, x) && !state.lists().watchesEnds()) {
            return step.send(Purpose.WATCH_ENDS, new Operation.Watch(Keys.ENDS), x);
        }
        return state.view().looked() && !state.view().mustLook() ? read(step, x) : step;
    }

    /** The owner of the status; and, should that do nothing, each node that has waited far too long. */
    private static boolean isActing(State state, Context x) {
        boolean present = state.wish().engaged() && state.hold().granted();
        return present && (state.duty().owner() || !x.settings().keeps(Rule.OWNER_DECIDES) || isBackstop(state, x));
    }

    private static boolean isBackstop(State state, Context x) {
        Optional<Joining> call = state.wish().join();
        return call.isPresent()
                && !state.duty().owner()
                && x.settings().keeps(Rule.OWNER_DECIDES)
                && !call.get().spare()
                && state.member().exists()
                && state.view().status().isPresent()
                && x.now() - call.get().since()
                        > x.timing().lastCall() + 2 * state.hold().ttl();
    }

    /** However many wait, about eight lists are made in a second. */
    private static long nextBackstop(State state, Context x) {
        int size = state.view().seal().map(seal -> seal.cell().members().size()).orElse(0);
        long crowd = Math.max(size, x.settings().run().max());
        return x.now() + Chance.between(state.seed(), 0, 15 * Timing.SECOND + crowd * 250 * Timing.MILLISECOND);
    }

    private static Step cleanUp(Step step, Context x) {
        State state = step.state();
        if (!state.duty().owner() || state.duty().cleaned()) {
            return step;
        }
        String records = Keys.records(state.view().closed().map(Closed::token).orElse(0L));
        return step.with(state.with(state.duty().clean())).send(Purpose.CARE, new Operation.DeleteAll(records), x);
    }

    private static Step read(Step step, Context x) {
        State state = step.state();
        Lists lists = state.lists();
        long version = state.view().version();
        if (lists.needEnds(version) && x.now() >= lists.mayListEndsAt()) {
            return listEnds(step, x);
        }
        if (lists.areValidFor(version) && !lists.decided()) {
            Step decided = Decisions.decide(step.with(state.with(lists.wereDecidedOn())), x);
            return decided.isFree(x) ? readAgain(decided, x) : decided;
        }
        return readAgain(step, x);
    }

    private static Step readAgain(Step step, Context x) {
        State state = step.state();
        Lists lists = state.lists();
        long version = state.view().version();
        boolean unknown = lists.members().isEmpty() || lists.membersFor() != version;
        boolean due = x.now() >= lists.listAt() || lists.mustList() || (unknown && !isBackstop(state, x));
        if (due && x.now() >= lists.mayListAt()) {
            return step.with(state.with(lists.listingMembers(version, x.now())))
                    .send(Purpose.LIST_MEMBERS, new Operation.ListBelow(Keys.MEMBERS), x);
        }
        if (lists.mustListEnds() && lists.members().isPresent() && x.now() >= lists.mayListEndsAt()) {
            return listEnds(step, x);
        }
        Step decided = lists.areValidFor(version) ? Decisions.decide(step, x) : step;
        return decided.isFree(x) ? care(decided, x) : decided;
    }

    private static Step listEnds(Step step, Context x) {
        State state = step.state();
        return step.with(state.with(state.lists().listingEnds(x.now())))
                .send(Purpose.LIST_ENDS, new Operation.ListBelow(Keys.ENDS), x);
    }

    private static Step care(Step step, Context x) {
        State state = step.state();
        if (!state.duty().care().isEmpty()) {
            Operation first = state.duty().care().get(0);
            return step.with(state.with(state.duty().caredForFirst())).send(Purpose.CARE, first, x);
        }
        if (!state.duty().owner() || x.now() < state.duty().touchAt()) {
            return step;
        }
        Duty touching = state.duty().touchingAt(x.now() + x.timing().linger() / 4);
        long token = state.view().version();
        List<Operation> touches = token == 0
                ? List.of()
                : List.of(
                        new Operation.Touch(Keys.SEAL),
                        new Operation.Touch(Keys.ends(token)),
                        new Operation.Touch(Keys.store(token)));
        Step next = step.with(state.with(touching.caringFor(touches)));
        return touches.isEmpty() ? next : care(next, x);
    }

    static Step answered(Step step, InFlight request, Answer answer, Context x) {
        State state = step.state();
        Lists lists = state.lists();
        if (!isActing(state, x)) {
            return step;
        }
        return switch (request.purpose()) {
            case WATCH_MEMBERS ->
                step.with(state.with(lists.watching(true, lists.watchesEnds()).hinted(true, false)));
            case WATCH_ENDS ->
                step.with(
                        state.with(lists.watching(lists.watchesMembers(), true).hinted(false, true)));
            case LIST_MEMBERS -> {
                MemberList members = MemberList.of(((Answer.Listed) answer).listing());
                yield step.with(state.with(lists.listedMembers(members, nextList(state, x)))
                        .reseeded());
            }
            case LIST_ENDS -> {
                EndList ends = EndList.of(((Answer.Listed) answer).listing());
                yield step.with(state.with(lists.listedEnds(ends, x.now())));
            }
            case REFORM, DISCARD -> step.with(state.with(lists.staleEnds()));
            case STATUS -> wroteStatus(step, request, ((Answer.Written) answer).outcome(), x);
            default -> step;
        };
    }

    private static long nextList(State state, Context x) {
        return isBackstop(state, x)
                ? nextBackstop(state, x)
                : Chance.jittered(state.seed(), x.timing().lookEvery(), x.now());
    }

    private static Step wroteStatus(Step step, InFlight request, WriteOutcome outcome, Context x) {
        State state = step.state();
        Operation.Put put = (Operation.Put) request.operation();
        if (put.lease() != state.hold().id()) {
            return step;
        }
        if (outcome instanceof WriteOutcome.Applied applied) {
            Sighted<StatusCell> own = new Sighted<>(StatusCell.read(put.key(), put.value()), applied.version());
            return step.with(
                    state.with(state.view().withStatus(own)).with(state.duty().wroteStatus(x.now())));
        }
        return outcome instanceof WriteOutcome.LeaseLost
                ? Losses.dead(step)
                : step.with(state.with(state.view().mustLook(true)));
    }

    /** Whatever became of it: look, list, and decide anew. The store of the round before is not needed any more. */
    static Step wroteSeal(Step step, InFlight request, Answer answer) {
        State state = step.state();
        boolean sealed = request.purpose() == Purpose.SEAL
                && ((Answer.Written) answer).outcome() instanceof WriteOutcome.Applied;
        long before = state.view().version();
        List<Operation> care = sealed && before != 0 ? List.of(new Operation.DeleteAll(Keys.store(before))) : List.of();
        return step.with(state.with(state.view().mustLook(true))
                .with(state.lists().stale())
                .with(state.duty().caringFor(care)));
    }
}
