package dev.rendezvous.engine.memory;

import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Listing;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** The keys of one run in memory, as the service has them. Confined to the thread of its timeline. */
public final class MemoryRun {

    private final Timeline timeline;
    private final Gate gate;
    private final AtomicLong versions;
    private final MemoryLeases leases;
    private final NavigableMap<String, MemoryCell> cells = new TreeMap<>();
    private final List<MemoryLink> links = new ArrayList<>();
    private long nextSweep = Long.MAX_VALUE;

    /**
     * Makes an empty run.
     *
     * @param versions the counter of the service, which no loss of memory sets back
     */
    public MemoryRun(Timeline timeline, Gate gate, AtomicLong versions) {
        this.timeline = timeline;
        this.gate = gate;
        this.versions = versions;
        this.leases = new MemoryLeases(timeline, gate, this::deleteLeased);
    }

    public MemoryLeases leases() {
        return leases;
    }

    public void connect(MemoryLink link) {
        links.add(link);
    }

    public void disconnect(MemoryLink link) {
        links.remove(link);
    }

    public Optional<Entry> get(String key) {
        return Optional.ofNullable(cells.get(key)).map(MemoryCell::entry);
    }

    public Listing list(String prefix) {
        return new Listing(
                below(prefix).values().stream().map(MemoryCell::entry).toList());
    }

    public WriteOutcome putLeased(String key, String value, Precondition precondition, long lease) {
        Optional<Entry> current = get(key);
        if (!holds(precondition, current)) {
            return new WriteOutcome.Conflict(current);
        }
        if (!leases.isAlive(lease)) {
            return new WriteOutcome.LeaseLost();
        }
        Entry entry = next(key, value, current);
        return written(new MemoryCell(entry, lease, Duration.ZERO, Long.MAX_VALUE));
    }

    public WriteOutcome putLingering(String key, String value, Precondition precondition, Duration linger) {
        Optional<Entry> current = get(key);
        if (!holds(precondition, current)) {
            return new WriteOutcome.Conflict(current);
        }
        MemoryCell cell = new MemoryCell(next(key, value, current), 0, linger, 0).touched(timeline.now());
        sweepAt(cell.end());
        return written(cell);
    }

    public WriteOutcome delete(String key, long version) {
        Optional<Entry> current = get(key);
        if (!holds(Precondition.version(version), current)) {
            return new WriteOutcome.Conflict(current);
        }
        cells.remove(key);
        changed(List.of(key));
        return new WriteOutcome.Applied(
                versions.incrementAndGet(), current.orElseThrow().order());
    }

    /** {@return whether there was a key that lingers} */
    public boolean touch(String keyOrPrefix) {
        List<MemoryCell> touched = named(keyOrPrefix).values().stream()
                .filter(MemoryCell::lingers)
                .map(cell -> cell.touched(timeline.now()))
                .toList();
        for (MemoryCell cell : touched) {
            cells.put(cell.entry().key(), cell);
            sweepAt(cell.end());
        }
        return !touched.isEmpty();
    }

    public void deleteAll(String prefix) {
        deleteAll(List.copyOf(below(prefix).keySet()));
    }

    /** Closes every handle. */
    public void close() {
        links.forEach(MemoryLink::close);
        links.clear();
    }

    /** Forgets keys and leases, but not the last version. */
    public void loseMemory() {
        cells.clear();
        leases.endAll();
        links.forEach(MemoryLink::doubt);
    }

    private static boolean holds(Precondition precondition, Optional<Entry> current) {
        return precondition instanceof Precondition.Version version
                ? current.isPresent() && current.get().version() == version.version()
                : current.isEmpty();
    }

    private Entry next(String key, String value, Optional<Entry> current) {
        long version = versions.incrementAndGet();
        return new Entry(key, value, version, current.map(Entry::order).orElse(version));
    }

    private WriteOutcome written(MemoryCell cell) {
        Entry entry = cell.entry();
        cells.put(entry.key(), cell);
        changed(List.of(entry.key()));
        return new WriteOutcome.Applied(entry.version(), entry.order());
    }

    private NavigableMap<String, MemoryCell> below(String prefix) {
        return cells.subMap(prefix, false, prefix + Character.MAX_VALUE, false);
    }

    private NavigableMap<String, MemoryCell> named(String keyOrPrefix) {
        return keyOrPrefix.endsWith("/") ? below(keyOrPrefix) : cells.subMap(keyOrPrefix, true, keyOrPrefix, true);
    }

    private void deleteLeased(long lease) {
        deleteAll(cells.values().stream()
                .filter(cell -> cell.lease() == lease)
                .map(cell -> cell.entry().key())
                .toList());
    }

    private void deleteAll(List<String> keys) {
        keys.forEach(cells::remove);
        changed(keys);
    }

    private void changed(List<String> keys) {
        links.forEach(link -> link.changed(keys));
    }

    /** Keys that linger mostly vanish in the order of their writes, so that one timer for all is enough. */
    private void sweepAt(long moment) {
        if (moment < nextSweep) {
            nextSweep = moment;
            timeline.at(moment, () -> gate.pass(this::sweep));
        }
    }

    private void sweep() {
        long now = timeline.now();
        nextSweep = Long.MAX_VALUE;
        deleteAll(cells.values().stream()
                .filter(cell -> cell.lingers() && cell.end() <= now)
                .map(cell -> cell.entry().key())
                .toList());
        OptionalLong next = cells.values().stream()
                .filter(MemoryCell::lingers)
                .mapToLong(MemoryCell::end)
                .min();
        next.ifPresent(this::sweepAt);
    }
}
