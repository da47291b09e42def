package dev.rendezvous.engine.decision;

import dev.rendezvous.engine.cell.StatusCell.Full;
import java.util.List;

/**
 * What a leader decides, what it publishes, and which members hold the round up.
 *
 * @param decision what to do
 * @param summary what to tell all nodes
 * @param stragglers members of a broken round that are still in, while enough others wait
 */
public record Verdict(Decision decision, Summary summary, List<MemberEntry> stragglers) {

    /**
     * What the leader says of the round.
     *
     * @param round its number
     * @param token its token
     * @param waiting how many nodes wait to be let in
     * @param broken whether it is to be formed again
     * @param full why it takes no more nodes
     */
    public record Summary(long round, long token, int waiting, boolean broken, Full full) {}
}
