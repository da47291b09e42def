package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.message.Answer;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.message.Timing;
import dev.rendezvous.engine.protocol.Lane.InFlight;
import dev.rendezvous.engine.protocol.Lane.Purpose;

/** The lease of a node: one while it waits, works or has finished, kept alive by the node itself. */
final class Leases implements Chore {

    @Override
    public Step attempt(Step step, Context x) {
        State state = step.state();
        if (state.hold().granted() || !wantsLease(state)) {
            return step;
        }
        if (!state.hold().old().isEmpty()) {
            return step.send(
                    Purpose.REVOKE_OLD, new Operation.Revoke(state.hold().old().get(0)), x);
        }
        long lease = Chance.lease(state.seed());
        State asking = state.with(state.hold().asked(lease)).reseeded();
        return step.with(asking)
                .send(Purpose.GRANT, new Operation.Grant(lease, x.timing().lease()), x);
    }

    /** A node that has finished keeps a lease, so that it can lead: else a run whose members have all finished would never be closed. */
    private static boolean wantsLease(State state) {
        boolean finished = state.stay().hasFinished() && state.view().closed().isEmpty();
        return state.isJoining() || (state.wish().engaged() && finished);
    }

    static Step keepAlive(Step step, Context x) {
        State state = step.state();
        boolean due = state.hold().granted() && x.now() >= state.hold().keepAliveAt();
        return due && state.lane().keepAlive().isEmpty()
                ? step.send(
                        Purpose.KEEP_ALIVE, new Operation.KeepAlive(state.hold().id()), x)
                : step;
    }

    static Step answered(Step step, InFlight request, Answer answer, Context x) {
        State state = step.state();
        if (answer instanceof Answer.Granted granted) {
            long interval = x.timing().keepAliveEvery(granted.ttl());
            return step.with(state.with(state.hold().granted(granted.ttl(), request.sentAt(), interval)));
        }
        if (answer instanceof Answer.Alive alive && isCurrent(state, request)) {
            long interval = x.timing().keepAliveEvery(state.hold().ttl());
            return alive.alive()
                    ? step.with(state.with(state.hold().confirmed(request.sentAt(), interval)))
                    : Losses.dead(step);
        }
        return request.purpose() == Purpose.REVOKE_OLD ? forgetOld(step, request) : step;
    }

    static Step unanswered(Step step, InFlight request, Context x) {
        State state = step.state();
        return isCurrent(state, request)
                ? step.with(state.with(state.hold().keepingAliveAt(x.now() + Timing.KEEP_ALIVE_RETRY)))
                : step;
    }

    /** An old lease is revoked once, best effort. */
    static Step forgetOld(Step step, InFlight request) {
        State state = step.state();
        long lease = ((Operation.Revoke) request.operation()).lease();
        return step.with(state.with(state.hold().revoked(lease)));
    }

    private static boolean isCurrent(State state, InFlight request) {
        return request.operation() instanceof Operation.KeepAlive keep
                && keep.lease() == state.hold().id();
    }
}
