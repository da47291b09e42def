package dev.rendezvous.engine.tck;

import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.util.Optional;

/**
 * What is known of a cell between two writes of a history.
 *
 * @param version its version; 0 if it is absent, -1 if it was written by a call whose answer was lost
 * @param order its order; 0 if it is absent, -1 if it was created by a call whose answer was lost
 * @param newest the greatest version that is known to have been issued
 */
record CellState(long version, long order, long newest) {

    static final CellState NEVER_WRITTEN = new CellState(0, 0, 0);

    private static final long ABSENT = 0;
    private static final long LOST = -1;

    /** {@return the state after a write that was applied; empty if it cannot have been} */
    Optional<CellState> afterPut(Precondition precondition, WriteOutcome.Applied applied) {
        boolean creates = precondition instanceof Precondition.Absent;
        boolean orderIsRight =
                creates ? applied.order() == applied.version() : order == LOST || order == applied.order();
        return mayHold(precondition) && orderIsRight && applied.version() > newest
                ? Optional.of(new CellState(applied.version(), applied.order(), applied.version()))
                : Optional.empty();
    }

    /** {@return the state after a write whose answer was lost, if it takes effect here} */
    Optional<CellState> afterLostPut(Precondition precondition) {
        long kept = precondition instanceof Precondition.Absent ? LOST : order;
        return mayHold(precondition) ? Optional.of(new CellState(LOST, kept, newest)) : Optional.empty();
    }

    /** {@return the state after a deletion that was applied; empty if it cannot have been} */
    Optional<CellState> afterDelete(long deleted) {
        return mayHold(Precondition.version(deleted))
                ? Optional.of(new CellState(ABSENT, ABSENT, Math.max(newest, deleted)))
                : Optional.empty();
    }

    /** {@return this state; empty if the precondition held, so that there was no conflict} */
    Optional<CellState> afterConflict(Precondition precondition) {
        boolean held = precondition instanceof Precondition.Version expected
                ? version == expected.version()
                : version == ABSENT;
        return held ? Optional.empty() : Optional.of(this);
    }

    private boolean mayHold(Precondition precondition) {
        if (precondition instanceof Precondition.Version expected) {
            return version == expected.version() || (version == LOST && expected.version() > newest);
        }
        return version == ABSENT;
    }
}
