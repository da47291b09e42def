package dev.rendezvous.tcpstore.frame;

import dev.rendezvous.tcpstore.Cell;
import dev.rendezvous.tcpstore.CellOutcome;
import java.util.List;
import java.util.Optional;

/** What a server replies about cells. A frame is the id of the call, the code of the reply, and its fields. */
public sealed interface CellReply {

    /** It is done. */
    record Done() implements CellReply {}

    /** A yes or a no. */
    record Answer(boolean yes) implements CellReply {}

    /** A lease. */
    record Granted(long lease) implements CellReply {}

    /** A key. */
    record Found(Optional<Cell> cell) implements CellReply {}

    /** The keys below a prefix. */
    record Listed(List<Cell> cells) implements CellReply {}

    /** What became of a write. */
    record Written(CellOutcome outcome) implements CellReply {}

    /** What became of a write, and the keys below a prefix after it. */
    record WrittenAndListed(CellOutcome outcome, List<Cell> cells) implements CellReply {}

    /** Something below the prefix of a watch has changed. Not a reply: its id is 0. */
    record Hint(int watch) implements CellReply {}

    /** The request cannot be served, now or ever. */
    record Refused(String why) implements CellReply {}

    /**
     * A reply with the id of its call.
     *
     * @param id the id of the request
     * @param reply the reply
     */
    record Frame(int id, CellReply reply) {}
}
