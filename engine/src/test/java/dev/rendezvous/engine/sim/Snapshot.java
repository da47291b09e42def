package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.spi.Entry;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All keys at one moment. */
record Snapshot(long at, NavigableMap<String, Cell> cells) {

    static Snapshot of(long at, NavigableMap<String, Cell> cells) {
        return new Snapshot(at, new TreeMap<>(cells));
    }

    Optional<Entry> get(String key) {
        @Nullable Cell cell = cells.get(key);
        return Optional.ofNullable(cell).map(Cell::entry);
    }

    List<Entry> list(String prefix) {
        return cells.subMap(prefix, true, prefix + '\uffff', false).values().stream()
                .map(Cell::entry)
                .toList();
    }
}
