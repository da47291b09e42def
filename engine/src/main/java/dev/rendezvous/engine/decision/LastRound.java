package dev.rendezvous.engine.decision;

import dev.rendezvous.engine.cell.MemberCell.Seen;
import dev.rendezvous.engine.cell.Orders;
import dev.rendezvous.engine.cell.Seal;

/**
 * The last round as far as the leader knows it.
 *
 * @param number its number, or 0 if there was none
 * @param token its token, or 0 if not known
 * @param members its members; none if the service has lost its memory of them
 * @param failures how many rounds ended by failure before it
 * @param changes how many rounds ended otherwise before it
 * @param forgotten whether the service has lost its memory of it
 * @param end how it ends
 */
record LastRound(long number, long token, Orders members, int failures, int changes, boolean forgotten, RoundEnd end) {

    static LastRound sealed(Seal seal, long version, EndList ends) {
        return new LastRound(
                seal.number(), version, seal.members(), seal.failures(), seal.changes(), false, ends.of(version));
    }

    /** Without a cell the round is what the living nodes and the records know of it. */
    static LastRound remembered(MemberList members, EndList ends) {
        Seen seen = members.highestSeen();
        long number = Math.max(seen.number(), ends.highestNumber());
        long token = ends.tokenOf(number).orElse(0);
        return new LastRound(number, token, Orders.none(), seen.failures(), seen.changes(), number > 0, ends.of(token));
    }

    boolean exists() {
        return number > 0;
    }
}
