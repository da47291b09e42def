package dev.rendezvous.engine.decision;

import dev.rendezvous.engine.cell.PartRecord;
import dev.rendezvous.engine.cell.TurnCell;
import dev.rendezvous.engine.cell.TurnCell.Way;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How a round ends, as far as it was told.
 *
 * @param number of the round, from its turn and its records; 0 if there are none
 * @param turn which way it goes, if that is decided
 * @param records by the order of the member
 */
record RoundEnd(long number, Optional<Way> turn, Map<Long, Recorded> records) {

    static final RoundEnd NOTHING = new RoundEnd(0, Optional.empty(), Map.of());

    RoundEnd withTurn(TurnCell cell) {
        return new RoundEnd(Math.max(number, cell.round()), Optional.of(cell.way()), records);
    }

    RoundEnd withRecord(long order, Recorded record) {
        Map<Long, Recorded> more = new TreeMap<>(records);
        more.put(order, record);
        return new RoundEnd(Math.max(number, record.part().round()), turn, more);
    }

    /**
     * A record and when it was first written.
     *
     * @param part the record
     * @param written the order of its key: lower is earlier
     */
    record Recorded(PartRecord part, long written) {}

    Optional<PartRecord> of(long order) {
        return Optional.ofNullable(records.get(order)).map(Recorded::part);
    }

    boolean hasFinished(long order) {
        return of(order).filter(PartRecord.Finished.class::isInstance).isPresent();
    }

    boolean goes(Way way) {
        return turn.filter(way::equals).isPresent();
    }

    Stream<PartRecord.Failed> failures() {
        return parts(PartRecord.Failed.class);
    }

    <P extends PartRecord> Stream<P> parts(Class<P> type) {
        return records.values().stream()
                .map(Recorded::part)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** The failure that was written first. It cannot change when more records land. */
    Optional<PartRecord.Failed> firstFailure() {
        return records.values().stream()
                .filter(record -> record.part() instanceof PartRecord.Failed)
                .min(Comparator.comparingLong(Recorded::written))
                .map(record -> (PartRecord.Failed) record.part());
    }
}
