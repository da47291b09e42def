package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.message.Timing;
import dev.rendezvous.engine.protocol.Wish.Closing;
import dev.rendezvous.engine.protocol.Wish.Forgetting;
import dev.rendezvous.engine.protocol.Wish.Joining;
import dev.rendezvous.engine.protocol.Wish.Leaving;
import java.util.Optional;
import java.util.OptionalLong;

/** When a node has something to do next. What is due already waits for something else, and is tried again after each event. */
final class Timers {

    private final long now;
    private long next = Long.MAX_VALUE;

    private Timers(long now) {
        this.now = now;
    }

    static long next(State state, Context x) {
        Timers timers = new Timers(x.now());
        timers.addCalls(state.wish());
        timers.addLease(state, x);
        if (state.lane().work().isEmpty()) {
            timers.addWork(state, x);
        }
        return timers.next;
    }

    private void add(long at) {
        if (at > now) {
            next = Math.min(next, at);
        }
    }

    private void add(OptionalLong at) {
        at.ifPresent(this::add);
    }

    private void addCalls(Wish wish) {
        wish.join().filter(call -> !call.spare()).map(Joining::deadline).ifPresent(this::add);
        wish.close().map(Closing::until).ifPresent(this::add);
        wish.leaving().map(Leaving::until).ifPresent(this::add);
        wish.forget().map(Forgetting::until).ifPresent(this::add);
        add(wish.fail());
        add(wish.finish());
        add(wish.drain());
        add(wish.look());
        add(wish.leaveAt());
    }

    private void addLease(State state, Context x) {
        Hold hold = state.hold();
        if (hold.granted() && state.lane().keepAlive().isEmpty()) {
            add(hold.keepAliveAt());
        }
        if (hold.granted() && x.settings().selfFence()) {
            add(hold.confirmedAt() + hold.ttl() / 10 * 9 + 1);
        }
        state.lane().silentSince().ifPresent(since -> add(since + x.timing().unreachable() + 1));
    }

    /** While the node backs off, no other timer of the work lane fires. */
    private void addWork(State state, Context x) {
        Timers work = new Timers(now);
        work.add(state.lane().notBefore());
        if (state.wish().engaged()) {
            work.add(state.view().lookAt());
            work.add(state.member().checkAt());
            work.add(state.candidacy().at());
            work.addLists(state.lists());
            work.addDuty(state.duty());
            work.addBackstop(state, x);
        }
        if (work.next != Long.MAX_VALUE) {
            add(Math.max(work.next, state.lane().notBefore()));
        }
    }

    private void addLists(Lists lists) {
        add(lists.listAt());
        add(lists.mayListAt());
        add(lists.mayListEndsAt());
    }

    private void addDuty(Duty duty) {
        add(duty.lastCall());
        add(duty.evictAt());
        add(duty.holdUntil());
        if (duty.owner()) {
            add(duty.statusAt() + Timing.COUNT_EVERY);
            add(duty.touchAt());
        }
    }

    private void addBackstop(State state, Context x) {
        Optional<Joining> call = state.wish().join().filter(join -> !join.spare());
        call.ifPresent(join ->
                add(join.since() + x.timing().lastCall() + 2 * state.hold().ttl() + 1));
    }
}
