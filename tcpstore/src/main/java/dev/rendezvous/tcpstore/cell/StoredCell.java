package dev.rendezvous.tcpstore.cell;

import dev.rendezvous.tcpstore.Cell;
import dev.rendezvous.tcpstore.CellPut;

/**
 * A cell as the server keeps it.
 *
 * @param cell what readers see
 * @param lease the lease that it dies with; 0 if it lingers
 * @param linger how many nanoseconds a cell that lingers outlives its last write or touch
 * @param end when a cell that lingers vanishes
 */
record StoredCell(Cell cell, long lease, long linger, long end) {

    /** What it takes beside key and value: objects, and its part of the map. */
    private static final int OVERHEAD = 240;

    static StoredCell of(CellPut put, long version, long order, long now) {
        Cell cell = new Cell(put.key(), put.value(), version, order);
        long linger = put.linger().toNanos();
        return new StoredCell(cell, put.lease(), linger, now + linger);
    }

    boolean lingers() {
        return lease == 0;
    }

    StoredCell touched(long now) {
        return new StoredCell(cell, lease, linger, now + linger);
    }

    /** {@return about how many bytes of memory it takes} */
    long weight() {
        return weight(cell.key(), cell.value());
    }

    static long weight(String key, String value) {
        return OVERHEAD + 2L * (key.length() + value.length());
    }
}
