package dev.rendezvous.engine.decision;

import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.cell.Closed.Kind;
import dev.rendezvous.engine.cell.Closed.RootCause;
import dev.rendezvous.engine.cell.Closed.Why;
import dev.rendezvous.engine.cell.PartRecord;
import dev.rendezvous.engine.cell.TurnCell.Way;
import java.util.List;
import java.util.Optional;

/** Whether and how a run ends. */
final class Endings {

    private static final String FORGOTTEN = "the service lost its memory while the run was ending";

    private Endings() {}

    /** The budget: a failure that no new round may repair ends the run. */
    static Optional<Closed> ofFailure(LastRound last, Standing standing, Leader leader) {
        Optional<PartRecord.Failed> first = last.end().firstFailure();
        boolean late = !leader.rules().contains(Rule.CLOSE_AT_ONCE) && !standing.isDrained();
        if (first.isEmpty() || late || !isBeyondRepair(last, leader)) {
            return Optional.empty();
        }
        PartRecord.Failed failed = first.get();
        int rank = failed.worker() >= 0 ? failed.worker() : failed.rank();
        RootCause root = new RootCause(Kind.FAILED, rank, failed.node(), failed.message());
        return Optional.of(
                new Closed(Why.FAILED, failed.code(), failed.message(), leader.id(), Optional.of(root), last.token()));
    }

    private static boolean isBeyondRepair(LastRound last, Leader leader) {
        return last.end().goes(Way.ENDING)
                || leader.settings().forbids(last.failures() + 1)
                || last.end().failures().anyMatch(failed -> !failed.restartable());
    }

    /** The end phase: all have finished, or one is out that has not. */
    static Optional<Closed> ofEndPhase(LastRound last, Standing standing, MemberList members, Leader leader) {
        if (last.forgotten()) {
            return Optional.of(ofForgotten(last, leader));
        }
        if (standing.haveAllFinished()) {
            return Optional.of(finished(last, leader));
        }
        List<Long> out = standing.out();
        return out.isEmpty() ? Optional.empty() : Optional.of(broken(last, out.get(0), members, leader));
    }

    private static Closed finished(LastRound last, Leader leader) {
        return new Closed(Why.FINISHED, 0, "", leader.id(), Optional.empty(), last.token());
    }

    private static Closed broken(LastRound last, long order, MemberList members, Leader leader) {
        int rank = last.members().rankOf(order);
        Optional<MemberEntry> living = members.find(order);
        Optional<PartRecord> record = last.end().of(order);
        String node = record.map(PartRecord::node)
                .or(() -> living.map(MemberEntry::id))
                .orElse("");
        Kind kind = record.isPresent() ? Kind.LEFT : living.isPresent() ? Kind.REJOINED : Kind.LOST;
        return failed(last, new RootCause(kind, rank, node, describe(kind, rank, node)), leader);
    }

    private static String describe(Kind kind, int rank, String node) {
        String name = "node " + (node.isEmpty() ? "of rank " + rank : node + " of rank " + rank);
        return switch (kind) {
            case LEFT -> name + " left while the run was ending";
            case REJOINED -> name + " joined again while the run was ending";
            default -> name + " was lost while the run was ending";
        };
    }

    private static Closed failed(LastRound last, RootCause root, Leader leader) {
        return new Closed(Why.FAILED, 1, root.message(), leader.id(), Optional.of(root), last.token());
    }

    private static Closed ofForgotten(LastRound last, Leader leader) {
        if (hasEveryRecord(last)) {
            return finished(last, leader);
        }
        return failed(last, new RootCause(Kind.LOST, -1, "", FORGOTTEN), leader);
    }

    /** The records of a forgotten round say how many members it had. */
    static boolean hasEveryRecord(LastRound last) {
        List<PartRecord.Finished> finished =
                last.end().parts(PartRecord.Finished.class).toList();
        return !finished.isEmpty() && finished.size() >= finished.get(0).size();
    }
}
