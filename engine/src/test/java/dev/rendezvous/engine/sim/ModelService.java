package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The truth of the service: keys, versions, orders and leases, changed at one place and at once. */
final class ModelService {

    /** Told of each change, before the writer is. */
    interface Listener {
        void changed(String key, @Nullable Cell before, @Nullable Cell after);
    }

    private static final long REMEMBERED = 12 * Agenda.S;

    private final Agenda agenda;
    private final Variant variant;
    private final Dice dice;
    private final Listener listener;
    private final NavigableMap<String, Cell> cells = new TreeMap<>();
    private final Map<Long, Lease> leases = new HashMap<>();
    private final Deque<Snapshot> history = new ArrayDeque<>();
    private final Map<String, Long> firstOrders = new HashMap<>();
    private final Map<String, Long> lingerUntil = new HashMap<>();
    private long versions = 1_000;
    private long lateEnds;
    private long writes;

    /** A lease, by the clock of the service. */
    private static final class Lease {
        private final long ttl;
        private long endsAt;
        private long confirmedAt;

        private Lease(long ttl, long now) {
            this.ttl = ttl;
            this.endsAt = now + ttl;
            this.confirmedAt = now;
        }
    }

    ModelService(Agenda agenda, Variant variant, Dice dice, Listener listener) {
        this.agenda = agenda;
        this.variant = variant;
        this.dice = dice;
        this.listener = listener;
        remember();
    }

    /** Leases end late, by up to so long. */
    void endLeasesLate(long byUpTo) {
        lateEnds = byUpTo;
    }

    Snapshot now() {
        return Snapshot.of(agenda.now(), cells);
    }

    @Nullable
    Cell cell(String key) {
        return cells.get(key);
    }

    NavigableMap<String, Cell> cells() {
        return cells;
    }

    long writes() {
        return writes;
    }

    /** The state at a moment, as far back as is remembered. */
    Snapshot asOf(long time) {
        @Nullable Snapshot found = null;
        for (Snapshot snapshot : history) {
            if (found == null || snapshot.at() <= time) {
                found = snapshot;
            }
        }
        return found == null ? now() : found;
    }

    private void remember() {
        history.add(now());
        while (history.size() > 2 && history.peekFirst().at() < agenda.now() - REMEMBERED) {
            history.removeFirst();
        }
    }

    void grant(long id, long ttl) {
        leases.put(id, new Lease(ttl, agenda.now()));
        watchEnd(id);
    }

    private void watchEnd(long id) {
        @Nullable Lease lease = leases.get(id);
        if (lease == null) {
            return;
        }
        long late = lateEnds == 0 ? 0 : dice.between(0, lateEnds);
        long endsAt = lease.endsAt;
        agenda.at(endsAt + late, () -> {
            @Nullable Lease current = leases.get(id);
            if (current != null && current.endsAt == endsAt) {
                end(id);
            }
        });
    }

    boolean keepAlive(long id) {
        @Nullable Lease lease = leases.get(id);
        if (lease == null) {
            return false;
        }
        lease.endsAt = agenda.now() + lease.ttl;
        lease.confirmedAt = agenda.now();
        watchEnd(id);
        return true;
    }

    /** Time stood still for the leases: the service was down. */
    void freezeLeases(long forHowLong) {
        leases.forEach((id, lease) -> {
            lease.endsAt += forHowLong;
            watchEnd(id);
        });
    }

    boolean lives(long id) {
        return leases.containsKey(id);
    }

    long confirmedAt(long id) {
        @Nullable Lease lease = leases.get(id);
        return lease == null ? 0 : lease.confirmedAt;
    }

    void end(long id) {
        if (leases.remove(id) != null) {
            List<Cell> owned =
                    cells.values().stream().filter(cell -> cell.lease() == id).toList();
            owned.forEach(cell -> change(cell.key(), null));
        }
    }

    List<Long> leases() {
        return new ArrayList<>(leases.keySet());
    }

    WriteOutcome put(String key, String value, Precondition precondition, long lease) {
        @Nullable Cell before = cells.get(key);
        boolean free = variant.breaks(Breakage.UNCONDITIONAL_SEAL) && key.equals("r/seal");
        if (!free && !holds(precondition, before)) {
            return new WriteOutcome.Conflict(Optional.ofNullable(before).map(Cell::entry));
        }
        if (lease != 0 && !lives(lease)) {
            return new WriteOutcome.LeaseLost();
        }
        long version = ++versions;
        long order = before != null ? before.order() : newOrder(key, version);
        change(key, new Cell(key, value, version, order, lease));
        linger(key, lease == 0);
        return new WriteOutcome.Applied(version, order);
    }

    private long newOrder(String key, long version) {
        return variant.breaks(Breakage.IDENTITY_BY_NAME) ? firstOrders.computeIfAbsent(key, name -> version) : version;
    }

    private void linger(String key, boolean lingers) {
        lingerUntil.remove(key);
        if (lingers) {
            long until = agenda.now() + variant.linger();
            lingerUntil.put(key, until);
            agenda.at(until, () -> expire(key, until));
        }
    }

    private void expire(String key, long until) {
        if (cells.containsKey(key) && Long.valueOf(until).equals(lingerUntil.get(key))) {
            change(key, null);
        }
    }

    /** What lingers gets the same time again; what a lease holds is left alone. */
    void touch(String keyOrPrefix) {
        List<Cell> touched = cells.values().stream()
                .filter(cell -> cell.lease() == 0)
                .filter(cell -> cell.key().equals(keyOrPrefix)
                        || (keyOrPrefix.endsWith("/") && cell.key().startsWith(keyOrPrefix)))
                .toList();
        touched.forEach(cell -> linger(cell.key(), true));
    }

    WriteOutcome delete(String key, long version) {
        @Nullable Cell before = cells.get(key);
        if (before == null || before.version() != version) {
            return new WriteOutcome.Conflict(Optional.ofNullable(before).map(Cell::entry));
        }
        change(key, null);
        return new WriteOutcome.Applied(++versions, before.order());
    }

    void deleteAll(String prefix) {
        now().list(prefix).forEach(entry -> change(entry.key(), null));
    }

    private static boolean holds(Precondition precondition, @Nullable Cell cell) {
        return precondition instanceof Precondition.Version version
                ? cell != null && cell.version() == version.version()
                : cell == null;
    }

    private void change(String key, @Nullable Cell after) {
        @Nullable Cell before = after == null ? cells.remove(key) : cells.put(key, after);
        writes++;
        remember();
        listener.changed(key, before, after);
        restartVersions(key);
    }

    /** The control in which the last node that leaves deletes the cell, and versions start anew with it. */
    private void restartVersions(String key) {
        if (!variant.breaks(Breakage.VERSIONS_RESTART)
                || !key.startsWith("m/")
                || !now().list("m/").isEmpty()) {
            return;
        }
        now().list("").forEach(entry -> cells.remove(entry.key()));
        versions = 1_000;
        remember();
    }

    /** All keys and leases are gone; the counter of versions goes on. */
    void loseMemory(LongConsumer lost) {
        leases.clear();
        List<String> keys = new ArrayList<>(cells.keySet());
        versions += 1_000_000;
        lost.accept(agenda.now());
        keys.forEach(key -> change(key, null));
    }

    /** The control in which acknowledged writes of the last seconds are lost. */
    void revertTo(Snapshot past) {
        for (String key : new ArrayList<>(cells.keySet())) {
            if (!past.cells().containsKey(key)) {
                change(key, null);
            }
        }
        past.cells().forEach((key, cell) -> {
            if (!cell.equals(cells.get(key)) && (cell.lease() == 0 || lives(cell.lease()))) {
                change(key, cell);
            }
        });
    }
}
