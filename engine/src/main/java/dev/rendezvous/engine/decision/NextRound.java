package dev.rendezvous.engine.decision;

import dev.rendezvous.engine.cell.Orders;
import dev.rendezvous.engine.cell.PartRecord;
import dev.rendezvous.engine.cell.RunSettings;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.cell.Seal.Cause;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the cell of the next round. */
final class NextRound {

    private NextRound() {}

    static Seal make(LastRound last, Standing standing, MemberList members, Leader leader) {
        RunSettings settings = leader.settings();
        List<MemberEntry> admitted =
                standing.eligible().stream().limit(settings.max()).toList();
        Cause cause = cause(last, members, admitted);
        int failed = leader.rules().contains(Rule.FAILURE_COUNTS_ONCE)
                ? 1
                : (int) last.end().failures().count();
        Orders ranked = Ranks.orders(Ranks.order(leader.rankBy(), admitted, last.members()));
        Seal seal = new Seal(
                last.number() + 1,
                ranked,
                settings,
                last.failures() + (cause == Cause.FAILED ? failed : 0),
                last.changes() + (cause == Cause.FAILED || cause == Cause.START ? 0 : 1),
                cause,
                leader.id(),
                Optional.empty());
        return seal.isTooLong() ? inJoinOrder(seal, admitted, leader) : seal;
    }

    /** Many scattered members fit into a value only in the sequence that needs the fewest characters. */
    private static Seal inJoinOrder(Seal seal, List<MemberEntry> admitted, Leader leader) {
        RankBy join = new RankBy(RankBy.Policy.JOIN, "");
        return new Seal(
                seal.number(),
                Ranks.orders(Ranks.order(join, admitted, Orders.none())),
                leader.settings(),
                seal.failures(),
                seal.changes(),
                seal.cause(),
                seal.by(),
                Optional.empty());
    }

    private static Cause cause(LastRound last, MemberList members, List<MemberEntry> admitted) {
        if (!last.exists()) {
            return Cause.START;
        }
        RoundEnd end = last.end();
        if (end.firstFailure().isPresent()) {
            return Cause.FAILED;
        }
        if (end.parts(PartRecord.Left.class).anyMatch(PartRecord.Left::drained)) {
            return Cause.DRAINED;
        }
        if (end.parts(PartRecord.Left.class).findAny().isPresent()) {
            return Cause.LEFT;
        }
        if (last.forgotten() || hasLost(last, members)) {
            return Cause.LOST;
        }
        Set<Long> old = Set.copyOf(last.members().list());
        return admitted.stream().allMatch(entry -> old.contains(entry.order())) ? Cause.RESTARTED : Cause.JOINED;
    }

    private static boolean hasLost(LastRound last, MemberList members) {
        return last.members().list().stream()
                .anyMatch(order ->
                        members.find(order).isEmpty() && last.end().of(order).isEmpty());
    }
}
