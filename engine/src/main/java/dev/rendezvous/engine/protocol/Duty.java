package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.message.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * What a leader is about.
 *
 * @param owner whether it owns {@code r/status}
 * @param cleaned whether it has cleaned up after the end of the run
 * @param lastCall when the last call ends, or 0
 * @param evictAt when to evict the nodes that hold the round up, or 0
 * @param holdUntil until when it makes no round after the service lost its memory, or 0
 * @param statusAt when it wrote its status last
 * @param touchAt when to touch what lingers
 * @param care small things to do when nothing else is
 */
record Duty(
        boolean owner,
        boolean cleaned,
        long lastCall,
        long evictAt,
        long holdUntil,
        long statusAt,
        long touchAt,
        List<Operation> care) {

    static final Duty NONE = new Duty(false, false, 0, 0, 0, 0, Long.MAX_VALUE, List.of());

    static Duty owning(long now) {
        return new Duty(true, false, 0, 0, 0, now, now, List.of());
    }

    Duty clean() {
        return new Duty(owner, true, lastCall, evictAt, holdUntil, statusAt, touchAt, care);
    }

    Duty callingUntil(long at) {
        return new Duty(owner, cleaned, at, evictAt, holdUntil, statusAt, touchAt, care);
    }

    Duty evictingAt(long at) {
        return new Duty(owner, cleaned, lastCall, at, holdUntil, statusAt, touchAt, care);
    }

    Duty holdingUntil(long at) {
        return new Duty(owner, cleaned, lastCall, evictAt, at, statusAt, touchAt, care);
    }

    Duty wroteStatus(long now) {
        return new Duty(owner, cleaned, lastCall, evictAt, holdUntil, now, touchAt, care);
    }

    Duty touchingAt(long at) {
        return new Duty(owner, cleaned, lastCall, evictAt, holdUntil, statusAt, at, care);
    }

    Duty caringFor(List<? extends Operation> operations) {
        List<Operation> more = new ArrayList<>(care);
        more.addAll(operations);
        return new Duty(owner, cleaned, lastCall, evictAt, holdUntil, statusAt, touchAt, List.copyOf(more));
    }

    Duty caredForFirst() {
        return new Duty(owner, cleaned, lastCall, evictAt, holdUntil, statusAt, touchAt, care.subList(1, care.size()));
    }

    /**
     * A node that may become the leader.
     *
     * @param at when it tries, or 0 if it does not
     * @param permitted whether a node with other settings than the last round's has found no node with those
     */
    record Candidacy(long at, boolean permitted) {

        static final Candidacy NONE = new Candidacy(0, false);
    }
}
