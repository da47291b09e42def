package dev.rendezvous.engine.spi;

import java.util.Optional;

/**
 * What became of a write.
 *
 * @since 0.1
 */
public sealed interface WriteOutcome {

    /**
     * The write was applied.
     *
     * @param version the version that the write made
     * @param order the version of the put that created the key
     */
    record Applied(long version, long order) implements WriteOutcome {}

    /**
     * Nothing was written, because the precondition did not hold.
     *
     * @param current the key as it is; empty if it is absent
     */
    record Conflict(Optional<Entry> current) implements WriteOutcome {}

    /** Nothing was written and nothing will be, because the lease of the write has ended. */
    record LeaseLost() implements WriteOutcome {}

    /**
     * The write was applied, or it was not, or it will be applied later.
     *
     * @param cause why this is not known
     */
    record Unknown(Throwable cause) implements WriteOutcome {}
}
