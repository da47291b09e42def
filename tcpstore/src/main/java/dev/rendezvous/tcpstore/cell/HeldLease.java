package dev.rendezvous.tcpstore.cell;

import java.time.Duration;

/**
 * A lease that lives.
 *
 * @param run the run whose cells die with it
 * @param ttl how long it lives after a keep-alive
 * @param grace how long it lives after its connection was closed, if that is shorter
 * @param end when it ends
 * @param graceEnd when it ends because its connection was closed; the end of time while there is a connection
 */
record HeldLease(CellRun run, Duration ttl, Duration grace, long end, long graceEnd) {

    /** What a lease takes in memory. */
    static final int BYTES = 200;

    private static final long NEVER = Long.MAX_VALUE;

    static HeldLease granted(CellRun run, Duration ttl, Duration grace, long now) {
        return new HeldLease(run, ttl, grace, now + ttl.toNanos(), NEVER);
    }

    HeldLease keptAlive(long now) {
        return new HeldLease(run, ttl, grace, now + ttl.toNanos(), graceEnd);
    }

    HeldLease disconnected(long now) {
        return new HeldLease(run, ttl, grace, end, now + grace.toNanos());
    }

    /** The client is back. That ends the grace and extends nothing. */
    HeldLease reconnected() {
        return new HeldLease(run, ttl, grace, end, NEVER);
    }

    /** The server itself did not run for a while, and heard no keep-alive in that time. */
    HeldLease extendedAfterPause() {
        long graceAfter = graceEnd == NEVER ? NEVER : graceEnd + ttl.toNanos();
        return new HeldLease(run, ttl, grace, end + ttl.toNanos(), graceAfter);
    }

    /** {@return the nanoseconds until it ends; 0 or less if it is over} */
    long left(long now) {
        return graceEnd == NEVER ? end - now : Math.min(end - now, graceEnd - now);
    }
}
