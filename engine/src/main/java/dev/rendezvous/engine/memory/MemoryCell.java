package dev.rendezvous.engine.memory;

import dev.rendezvous.engine.spi.Entry;
import java.time.Duration;

/**
 * A key in memory.
 *
 * @param entry what readers see
 * @param lease the lease that the key dies with; 0 for a key that lingers
 * @param linger how long a key that lingers outlives its last write or touch
 * @param end when a key that lingers vanishes
 */
record MemoryCell(Entry entry, long lease, Duration linger, long end) {

    boolean lingers() {
        return lease == 0;
    }

    MemoryCell touched(long now) {
        return new MemoryCell(entry, lease, linger, now + linger.toNanos());
    }
}
