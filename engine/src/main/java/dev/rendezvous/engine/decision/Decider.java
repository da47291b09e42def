package dev.rendezvous.engine.decision;

import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.cell.LateJoiners;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.cell.StatusCell.Full;
import dev.rendezvous.engine.cell.TurnCell.Way;
import dev.rendezvous.engine.decision.Verdict.Summary;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides for a leader. All facts that a decision rests on are final: a key that is gone stays gone, a round that a
 * member has stopped stays stopped, a turn never changes. So a decision on an old view can cost a round, and cannot
 * make two rounds live.
 */
public final class Decider {

    private final LastRound last;
    private final Standing standing;
    private final MemberList members;
    private final EndList ends;
    private final Leader leader;

    private Decider(LastRound last, MemberList members, EndList ends, Leader leader) {
        this.last = last;
        this.members = members;
        this.ends = ends;
        this.leader = leader;
        this.standing = new Standing(last, members, leader.settings(), leader.rules());
    }

    /**
     * Decides.
     *
     * @param seal the cell of the last round, if there is one; not closed
     * @param token its version
     * @param members the nodes, read after the cell
     * @param ends how rounds end, read after the nodes
     * @param leader the node that decides
     * @return the verdict
     */
    public static Verdict decide(Optional<Seal> seal, long token, MemberList members, EndList ends, Leader leader) {
        LastRound last = seal.map(cell -> LastRound.sealed(cell, token, ends))
                .orElseGet(() -> LastRound.remembered(members, ends));
        Decider decider = new Decider(last, members, ends, leader);
        return new Verdict(decider.decision(), decider.summary(), decider.stragglers());
    }

    private Decision decision() {
        OptionalLong older = last.forgotten() ? OptionalLong.empty() : ends.olderThan(last.token());
        if (older.isPresent()) {
            return new Decision.Discard(older.getAsLong());
        }
        Optional<Closed> failure = Endings.ofFailure(last, standing, leader);
        if (failure.isPresent()) {
            return new Decision.Close(failure.get(), false);
        }
        if (isEnding()) {
            return Endings.ofEndPhase(last, standing, members, leader)
                    .<Decision>map(closed -> new Decision.Close(closed, mustHoldClose()))
                    .orElseGet(Decision.Nothing::new);
        }
        return needsTurn() ? new Decision.Reform(last.number(), last.token()) : nextRound();
    }

    private boolean isEnding() {
        return leader.rules().contains(Rule.TURN_DECIDES)
                ? last.end().goes(Way.ENDING)
                : last.exists() && !last.forgotten() && standing.haveAllFinished();
    }

    private boolean mustHoldClose() {
        return last.forgotten() && !Endings.hasEveryRecord(last);
    }

    private boolean needsTurn() {
        return leader.rules().contains(Rule.TURN_DECIDES)
                && last.end().turn().isEmpty()
                && (standing.isBroken() || standing.hasRoomForOutsider());
    }

    private Decision nextRound() {
        int eligible = standing.eligible().size();
        if (!standing.isDrained() || eligible < leader.settings().min()) {
            return new Decision.Nothing();
        }
        Seal seal = NextRound.make(last, standing, members, leader);
        return new Decision.Ready(seal, eligible >= leader.settings().max(), last.forgotten());
    }

    private Summary summary() {
        if (isEnding()) {
            return new Summary(published(), last.forgotten() ? 0 : last.token(), 0, false, Full.ENDING);
        }
        boolean told = last.members().size() == 0
                || last.end().goes(Way.REFORM)
                || !leader.rules().contains(Rule.TURN_DECIDES);
        boolean broken = told && standing.isBroken();
        int waiting =
                broken ? Math.min(standing.eligible().size(), leader.settings().max()) : told ? standing.fitting() : 0;
        return new Summary(published(), last.forgotten() ? 0 : last.token(), waiting, broken, full(broken));
    }

    private long published() {
        return last.forgotten() ? 0 : last.number();
    }

    private Full full(boolean broken) {
        if (broken || last.members().size() == 0) {
            return Full.NO;
        }
        if (last.members().size() >= leader.settings().max()) {
            return Full.MAX;
        }
        return leader.settings().lateJoiners() == LateJoiners.WAIT ? Full.WAIT : Full.NO;
    }

    private List<MemberEntry> stragglers() {
        boolean reforms = last.end().goes(Way.REFORM) && !standing.isDrained();
        return reforms && standing.eligible().size() >= leader.settings().min() ? standing.stillIn() : List.of();
    }
}
