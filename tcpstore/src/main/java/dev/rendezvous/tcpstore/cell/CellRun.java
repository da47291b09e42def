package dev.rendezvous.tcpstore.cell;

import dev.rendezvous.tcpstore.Cell;
import dev.rendezvous.tcpstore.CellOutcome;
import dev.rendezvous.tcpstore.CellPut;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The cells of one run. For the thread of the server. */
final class CellRun {

    private final String name;
    private final LongSupplier versions;
    private final LongSupplier nanoClock;
    private final CellHost host;
    private final NavigableMap<String, StoredCell> cells = new TreeMap<>();
    private final Set<CellWatch> watches = new LinkedHashSet<>();
    /** Clients and leases. */
    private int users;

    CellRun(String name, LongSupplier versions, LongSupplier nanoClock, CellHost host) {
        this.name = name;
        this.versions = versions;
        this.nanoClock = nanoClock;
        this.host = host;
    }

    String name() {
        return name;
    }

    /** A client or a lease refers to this run. */
    void use() {
        users++;
    }

    void release() {
        users--;
    }

    boolean isUnused() {
        return cells.isEmpty() && users == 0;
    }

    Optional<Cell> get(String key) {
        return Optional.ofNullable(cells.get(key)).map(StoredCell::cell);
    }

    List<Cell> list(String prefix) {
        return below(prefix).values().stream().map(StoredCell::cell).toList();
    }

    /**
     * Writes a cell if it has the expected version.
     *
     * @param isAlive tells whether a lease has not ended
     * @throws CellRefusal if there is no memory for it
     */
    CellOutcome put(CellPut put, LongPredicate isAlive) throws CellRefusal {
        StoredCell old = cells.get(put.key());
        if (versionOf(old) != put.expected()) {
            return new CellOutcome.Conflict(get(put.key()));
        }
        if (put.isLeased() && !isAlive.test(put.lease())) {
            return new CellOutcome.LeaseLost();
        }
        resize(old == null ? 0 : old.weight(), StoredCell.weight(put.key(), put.value()));
        long version = versions.getAsLong();
        long order = old == null ? version : old.cell().order();
        cells.put(put.key(), StoredCell.of(put, version, order, nanoClock.getAsLong()));
        changed(List.of(put.key()));
        return new CellOutcome.Applied(version, order);
    }

    private static long versionOf(@Nullable StoredCell cell) {
        return cell == null ? 0 : cell.cell().version();
    }

    private void resize(long before, long after) throws CellRefusal {
        if (after > before && !host.grow(after - before)) {
            throw new CellRefusal("the server has no memory for a cell of " + after + " bytes");
        }
        host.shrink(Math.max(0, before - after));
    }

    CellOutcome delete(String key, long version) {
        StoredCell old = cells.get(key);
        if (old == null || versionOf(old) != version) {
            return new CellOutcome.Conflict(get(key));
        }
        delete(List.of(key));
        return new CellOutcome.Applied(versions.getAsLong(), old.cell().order());
    }

    /** {@return whether a cell that lingers was found} */
    boolean touch(String keyOrPrefix) {
        NavigableMap<String, StoredCell> named =
                keyOrPrefix.endsWith("/") ? below(keyOrPrefix) : cells.subMap(keyOrPrefix, true, keyOrPrefix, true);
        List<StoredCell> lingering =
                named.values().stream().filter(StoredCell::lingers).toList();
        lingering.forEach(cell -> cells.put(cell.cell().key(), cell.touched(nanoClock.getAsLong())));
        return !lingering.isEmpty();
    }

    void deleteAll(String prefix) {
        delete(List.copyOf(below(prefix).keySet()));
    }

    void deleteLeased(long lease) {
        deleteWhere(cell -> cell.lease() == lease);
    }

    void deleteLingeredOut(long now) {
        deleteWhere(cell -> cell.lingers() && cell.end() - now <= 0);
    }

    private void deleteWhere(Predicate<StoredCell> condition) {
        delete(cells.values().stream()
                .filter(condition)
                .map(cell -> cell.cell().key())
                .toList());
    }

    private void delete(List<String> keys) {
        for (String key : keys) {
            StoredCell old = cells.remove(key);
            host.shrink(old == null ? 0 : old.weight());
        }
        changed(keys);
    }

    void watch(CellWatch watch) {
        watches.add(watch);
    }

    void unwatch(CellWatch watch) {
        watches.remove(watch);
    }

    private void changed(List<String> keys) {
        if (!keys.isEmpty()) {
            List.copyOf(watches).forEach(watch -> watch.changed(keys));
        }
    }

    private NavigableMap<String, StoredCell> below(String prefix) {
        return cells.subMap(prefix, false, prefix + Character.MAX_VALUE, false);
    }
}
