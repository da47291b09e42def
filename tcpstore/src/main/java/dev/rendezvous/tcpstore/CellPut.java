package dev.rendezvous.tcpstore;

import java.time.Duration;

/**
 * A conditional write of a cell.
 *
 * @param key the key
 * @param value one line of text
 * @param expected the version that the key must have; 0 if it must be absent
 * @param lease the lease that the key dies with; 0 for a key that lingers
 * @param linger how long a key without a lease outlives its last write or touch
 * @since 0.1
 */
public record CellPut(String key, String value, long expected, long lease, Duration linger) {

    /** {@return whether the key dies with a lease} */
    public boolean isLeased() {
        return lease != 0;
    }
}
