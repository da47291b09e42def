package dev.rendezvous.engine.decision;

import dev.rendezvous.engine.cell.CellFormatException;
import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.PartRecord;
import dev.rendezvous.engine.cell.TurnCell;
import dev.rendezvous.engine.decision.RoundEnd.Recorded;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Listing;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** How rounds end, as a list of {@code e/} showed it, by the token of the round. */
public final class EndList {

    private final NavigableMap<Long, RoundEnd> rounds = new TreeMap<>();

    private EndList() {}

    /**
     * Reads a list. A record that cannot be read is as good as none; a turn that cannot be read is an error, for it decides.
     *
     * @param listing the list
     * @return what it says
     */
    public static EndList of(Listing listing) {
        EndList ends = new EndList();
        listing.entries().forEach(ends::add);
        return ends;
    }

    private void add(Entry entry) {
        OptionalLong token = Keys.tokenOf(entry.key());
        if (token.isEmpty()) {
            return;
        }
        RoundEnd known = of(token.getAsLong());
        OptionalLong order = Keys.orderOf(entry.key());
        if (entry.key().equals(Keys.turn(token.getAsLong()))) {
            rounds.put(token.getAsLong(), known.withTurn(TurnCell.read(entry.key(), entry.value())));
        } else if (order.isPresent()) {
            readable(entry)
                    .ifPresent(part -> rounds.put(
                            token.getAsLong(), known.withRecord(order.getAsLong(), new Recorded(part, entry.order()))));
        }
    }

    private static Optional<PartRecord> readable(Entry entry) {
        try {
            return Optional.of(PartRecord.read(entry.key(), entry.value()));
        } catch (CellFormatException e) {
            return Optional.empty();
        }
    }

    RoundEnd of(long token) {
        return rounds.getOrDefault(token, RoundEnd.NOTHING);
    }

    /** The oldest token below this one. */
    OptionalLong olderThan(long token) {
        Long older = rounds.lowerKey(token);
        return older == null ? OptionalLong.empty() : OptionalLong.of(rounds.firstKey());
    }

    /** The highest number of a round that anything here tells of; 0 if there is none. */
    long highestNumber() {
        return rounds.values().stream().mapToLong(RoundEnd::number).max().orElse(0);
    }

    /** The highest token of a round with this number. */
    OptionalLong tokenOf(long number) {
        return rounds.entrySet().stream()
                .filter(round -> round.getValue().number() == number)
                .mapToLong(round -> round.getKey())
                .max();
    }
}
