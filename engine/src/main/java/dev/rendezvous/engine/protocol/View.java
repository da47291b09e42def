package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.cell.MemberCell.Seen;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.cell.StatusCell;
import dev.rendezvous.engine.message.Round;
import java.util.Optional;

/**
 * What a node knows of {@code r/}.
 *
 * @param seal the last round
 * @param status what the leader says
 * @param looked whether the node has looked since it joined
 * @param mustLook whether to look; cleared when the read is sent, never when it is answered
 * @param watching whether {@code r/} is watched
 * @param lookAt when to look without a hint
 * @param highest the highest numbers seen
 * @param remembered the last cell seen, also after the service lost its memory
 */
record View(
        Optional<Sighted<Seal>> seal,
        Optional<Sighted<StatusCell>> status,
        boolean looked,
        boolean mustLook,
        boolean watching,
        long lookAt,
        Seen highest,
        Optional<Sighted<Seal>> remembered) {

    static final View NOTHING = new View(
            Optional.empty(), Optional.empty(), false, false, false, Long.MAX_VALUE, Seen.NOTHING, Optional.empty());

    /** How the run ended. Once seen it stays, also if the service forgets it. */
    Optional<Closed> closed() {
        return remembered.flatMap(known -> known.cell().closed());
    }

    /** The version of the cell, or 0 if it is absent. */
    long version() {
        return seal.map(Sighted::version).orElse(0L);
    }

    /** The status, if it speaks of the round with this token. */
    Optional<StatusCell> statusOf(long token) {
        return status.map(Sighted::cell).filter(cell -> cell.token() == token && token != 0);
    }

    /** Whether another round than this one came after it, or the service forgot it. */
    boolean isPast(Round round) {
        return looked && version() != round.token();
    }

    /** Whether a newer round is known. */
    boolean isFollowed(Round round) {
        return highest.number() > round.number();
    }

    View sighted(Optional<Sighted<Seal>> newSeal, Optional<Sighted<StatusCell>> newStatus, long nextLook) {
        Seen seen = newSeal.map(Sighted::cell)
                .map(cell -> highest.max(new Seen(cell.number(), cell.failures(), cell.changes())))
                .orElse(highest);
        boolean closedKnown = closed().isPresent();
        Optional<Sighted<Seal>> known = closedKnown ? remembered : newSeal.or(() -> remembered);
        return new View(newSeal, newStatus, true, mustLook, watching, nextLook, seen, known);
    }

    View withStatus(Sighted<StatusCell> own) {
        return new View(seal, Optional.of(own), looked, mustLook, watching, lookAt, highest, remembered);
    }

    View mustLook(boolean must) {
        return new View(seal, status, looked, must, watching, lookAt, highest, remembered);
    }

    View watched() {
        return new View(seal, status, looked, true, true, lookAt, highest, remembered);
    }

    /** For a node that joins: what it saw before it was in touch does not count. */
    View fresh() {
        return new View(Optional.empty(), Optional.empty(), false, true, watching, lookAt, highest, remembered);
    }

    /** The record of the ended run is removed: nothing of it counts any more. */
    View forgotten() {
        return new View(
                Optional.empty(), Optional.empty(), looked, mustLook, watching, lookAt, Seen.NOTHING, Optional.empty());
    }

    /**
     * A cell as it was seen.
     *
     * @param cell the cell
     * @param version its version
     * @param <C> the type of the cell
     */
    public record Sighted<C>(C cell, long version) {}
}
