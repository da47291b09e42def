package dev.rendezvous.tcpstore;

import java.util.Optional;

/**
 * What became of a conditional write of a cell.
 *
 * @since 0.1
 */
public sealed interface CellOutcome {

    /**
     * The write was applied.
     *
     * @param version the version that the write made
     * @param order the version of the write that created the key
     */
    record Applied(long version, long order) implements CellOutcome {}

    /**
     * Nothing was written, because the key did not have the expected version.
     *
     * @param current the key as it is; empty if it is absent
     */
    record Conflict(Optional<Cell> current) implements CellOutcome {}

    /** Nothing was written and nothing will be, because the lease of the write has ended. */
    record LeaseLost() implements CellOutcome {}
}
