package dev.rendezvous.tcpstore.cell;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** The leases of all runs, on the clock of the server. For the thread of the server. */
final class CellLeases {

    private final Map<Long, HeldLease> held = new HashMap<>();
    private final LongSupplier versions;
    private final LongSupplier nanoClock;
    private final CellHost host;

    CellLeases(LongSupplier versions, LongSupplier nanoClock, CellHost host) {
        this.versions = versions;
        this.nanoClock = nanoClock;
        this.host = host;
    }

    /** {@return its number, which no other lease has, also not after a restart of the server} */
    long grant(CellRun run, Duration ttl, Duration grace) throws CellRefusal {
        if (ttl.isZero() || grace.isZero()) {
            throw new CellRefusal("a lease and its grace must be longer than 0");
        }
        if (!host.grow(HeldLease.BYTES)) {
            throw new CellRefusal("the server has no memory for a lease");
        }
        run.use();
        long lease = versions.getAsLong();
        held.put(lease, HeldLease.granted(run, ttl, grace, nanoClock.getAsLong()));
        return lease;
    }

    boolean isAlive(long lease, CellRun run) {
        HeldLease found = held.get(lease);
        return found != null && found.run() == run;
    }

    /** {@return whether it lives} */
    boolean keepAlive(long lease, CellRun run) {
        return change(lease, run, found -> found.keptAlive(nanoClock.getAsLong()));
    }

    /** {@return whether it lives} */
    boolean reconnect(long lease, CellRun run) {
        return change(lease, run, HeldLease::reconnected);
    }

    void disconnect(long lease, CellRun run) {
        change(lease, run, found -> found.disconnected(nanoClock.getAsLong()));
    }

    private boolean change(long lease, CellRun run, UnaryOperator<HeldLease> change) {
        return isAlive(lease, run) && held.computeIfPresent(lease, (same, found) -> change.apply(found)) != null;
    }

    void revoke(long lease, CellRun run) {
        if (isAlive(lease, run)) {
            end(lease);
        }
    }

    void endOverdue() {
        long now = nanoClock.getAsLong();
        held.entrySet().stream()
                .filter(entry -> entry.getValue().left(now) <= 0)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::end);
    }

    private void end(long lease) {
        HeldLease ended = held.remove(lease);
        if (ended != null) {
            host.shrink(HeldLease.BYTES);
            ended.run().deleteLeased(lease);
            ended.run().release();
        }
    }

    void extendAfterPause() {
        held.replaceAll((lease, found) -> found.extendedAfterPause());
    }

    /** {@return the nanoseconds until the next lease ends; the largest number if there is none} */
    long left() {
        long now = nanoClock.getAsLong();
        return held.values().stream().mapToLong(lease -> lease.left(now)).min().orElse(Long.MAX_VALUE);
    }
}
