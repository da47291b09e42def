package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.PartRecord;
import dev.rendezvous.engine.message.Round;
import java.util.Optional;

/**
 * The round of a node and how its part in it ends.
 *
 * @param round the last round it was in
 * @param record what it tells of its part, once that is known
 * @param recordPut whether that is written
 * @param finish how far finishing is
 * @param turnPut whether the turn is known to be towards the end
 */
record Stay(Optional<Round> round, Optional<PartRecord> record, boolean recordPut, Finish finish, boolean turnPut) {

    /** How far finishing is. */
    enum Finish {
        /** Not asked for. */
        NO,
        /** Asked for. */
        WANTED,
        /** The part has ended well. */
        DONE,
        /** The round is being formed again. */
        REFUSED
    }

    static final Stay NOWHERE = new Stay(Optional.empty(), Optional.empty(), false, Finish.NO, false);

    static Stay in(Round round) {
        return new Stay(Optional.of(round), Optional.empty(), false, Finish.NO, false);
    }

    boolean hasFinished() {
        return finish == Finish.DONE;
    }

    boolean mustTurn() {
        return (finish == Finish.WANTED || finish == Finish.DONE) && !turnPut;
    }

    boolean mustRecord() {
        return record.isPresent() && !recordPut && !mustTurn();
    }

    boolean isPending() {
        return mustTurn() || mustRecord();
    }

    Stay recording(PartRecord part) {
        return new Stay(round, Optional.of(part), false, finish, turnPut);
    }

    Stay recorded() {
        return new Stay(round, record, true, finish == Finish.WANTED ? Finish.DONE : finish, turnPut);
    }

    Stay finishing() {
        return new Stay(round, record, recordPut, Finish.WANTED, turnPut);
    }

    Stay turned(PartRecord finished) {
        return new Stay(round, Optional.of(finished), recordPut, finish, true);
    }

    Stay refused() {
        return new Stay(round, Optional.empty(), false, Finish.REFUSED, turnPut);
    }

    /** The turn went the other way although this node has finished; there is nothing left to tell. */
    Stay silent() {
        return new Stay(round, record, true, finish, true);
    }

    /** Nothing is told any more. */
    Stay dropped() {
        return finish == Finish.DONE ? silent() : new Stay(round, Optional.empty(), true, finish, true);
    }

    /** The service has forgotten what it was told. */
    Stay forgotten() {
        return new Stay(round, record, false, finish, false);
    }
}
