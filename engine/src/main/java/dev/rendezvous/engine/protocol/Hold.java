package dev.rendezvous.engine.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * The lease of a node.
 *
 * @param id the number that the node drew for it, or 0
 * @param granted whether it was granted and is not known to be lost
 * @param ttl its time-to-live
 * @param confirmedAt when the last keep-alive was sent that the service confirmed
 * @param keepAliveAt when the next keep-alive is due
 * @param lost whether the node lost a lease and has no new one
 * @param old leases that may still live and shall be revoked
 */
record Hold(long id, boolean granted, long ttl, long confirmedAt, long keepAliveAt, boolean lost, List<Long> old) {

    static final Hold NONE = new Hold(0, false, 0, 0, 0, false, List.of());

    Hold asked(long lease) {
        return new Hold(lease, false, 0, 0, 0, lost, old);
    }

    Hold granted(long time, long sentAt, long interval) {
        return new Hold(id, true, time, sentAt, sentAt + interval, false, old);
    }

    Hold confirmed(long sentAt, long interval) {
        return new Hold(id, granted, ttl, sentAt, sentAt + interval, lost, old);
    }

    Hold keepingAliveAt(long at) {
        return new Hold(id, granted, ttl, confirmedAt, at, lost, old);
    }

    /** Without the lease, which is known to be dead. */
    Hold dead() {
        return new Hold(0, false, 0, 0, 0, true, old);
    }

    /** Without the lease, which may still live. */
    Hold given() {
        List<Long> more = new ArrayList<>(old);
        if (granted) {
            more.add(id);
        }
        return new Hold(0, false, 0, 0, 0, true, List.copyOf(more));
    }

    Hold revoked(long lease) {
        return new Hold(
                id,
                granted,
                ttl,
                confirmedAt,
                keepAliveAt,
                lost,
                old.stream().filter(other -> other != lease).toList());
    }

    boolean mayHaveEnded(long now) {
        return granted && now - confirmedAt > ttl / 10 * 9;
    }
}
