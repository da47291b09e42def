package dev.rendezvous.engine.message;

import dev.rendezvous.engine.cell.RunSettings;
import dev.rendezvous.engine.decision.Leader;
import dev.rendezvous.engine.decision.RankBy;
import dev.rendezvous.engine.decision.Rule;
import java.util.Set;

/**
 * What does not change in the life of a node.
 *
 * @param self its identity
 * @param run what all nodes of the run must agree on
 * @param timing how long things take
 * @param rankBy how it orders members if it leads
 * @param selfFence whether it takes itself for lost before its lease can have ended
 * @param rules the rules it keeps: {@link Rule#ALL}
 */
public record EngineSettings(
        Identity self, RunSettings run, Timing timing, RankBy rankBy, boolean selfFence, Set<Rule> rules) {

    /** {@return this node as one that decides} */
    public Leader leader() {
        return new Leader(self.id(), run, rankBy, rules);
    }

    /** {@return whether this node keeps a rule} */
    public boolean keeps(Rule rule) {
        return rules.contains(rule);
    }
}
