package dev.rendezvous.tcpstore.cell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The cells of all runs on a server. Versions are issued by one counter, which starts from the clock at boot in microseconds, so that it
 * is above every version that an earlier server issued. For the thread of the server.
 */
public final class CellService {

    /** The longest time between two turns while there are leases: a longer one means that the server did not run. */
    private static final long LONGEST_TURN = TimeUnit.MILLISECONDS.toNanos(500);

    /** What a busy machine may add to that. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private static final long SWEEP = TimeUnit.SECONDS.toNanos(5);

    private final Map<String, CellRun> runs = new HashMap<>();
    private final LongSupplier nanoClock;
    private final CellHost host;
    private final CellLeases leases;
    private long lastVersion;
    private long nextTurn;
    private long nextSweep;

    /**
     * Makes a server without cells.
     *
     * @param nanoClock the clock of leases
     * @param firstVersion what the versions start from
     * @param host the server
     */
    public CellService(LongSupplier nanoClock, long firstVersion, CellHost host) {
        this.nanoClock = nanoClock;
        this.host = host;
        this.lastVersion = firstVersion;
        this.leases = new CellLeases(this::nextVersion, nanoClock, host);
        this.nextTurn = nanoClock.getAsLong() + LONGEST_TURN;
        this.nextSweep = nanoClock.getAsLong() + SWEEP;
    }

    private long nextVersion() {
        return ++lastVersion;
    }

    CellLeases leases() {
        return leases;
    }

    CellHost host() {
        return host;
    }

    CellRun run(String name) {
        return runs.computeIfAbsent(name, absent -> new CellRun(name, this::nextVersion, nanoClock, host));
    }

    /** A run ends with its last cell, and takes the keys of its stores along. */
    void forgetIfUnused(CellRun run) {
        if (run.isUnused() && runs.remove(run.name(), run)) {
            host.deleteKeys(storeKeys(run.name()));
        }
    }

    /** {@return what the keys of the stores of a run begin with} */
    static String storeKeys(String run) {
        return "rdzv/" + run + "/";
    }

    /** {@return the nanoseconds until {@link #takeTurn} must be called; the largest number if there are no cells} */
    public long nanosLeft() {
        return runs.isEmpty() ? Long.MAX_VALUE : Math.max(0, Math.min(nextTurn - nanoClock.getAsLong(), leases.left()));
    }

    /** Ends the leases that are over. Called after each sleep of the server, before it serves what has come meanwhile. */
    public void takeTurn() {
        long now = nanoClock.getAsLong();
        if (!runs.isEmpty() && now - nextTurn > PAUSE) {
            leases.extendAfterPause();
        }
        nextTurn = now + LONGEST_TURN;
        leases.endOverdue();
        if (now - nextSweep >= 0) {
            nextSweep = now + SWEEP;
            runs.values().forEach(run -> run.deleteLingeredOut(now));
            List.copyOf(runs.values()).forEach(this::forgetIfUnused);
        }
    }
}
