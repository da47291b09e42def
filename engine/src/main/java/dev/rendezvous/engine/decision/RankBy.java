package dev.rendezvous.engine.decision;

/**
 * How the leader orders the members of a round.
 *
 * @param policy the policy
 * @param label the key of the label for {@link Policy#LABEL}, else empty
 */
public record RankBy(Policy policy, String label) {

    /** The policies. */
    public enum Policy {
        /** A survivor keeps its rank; the first round is ordered as {@link #NATURAL}. */
        STICKY,
        /** By address in natural order, then by order. */
        NATURAL,
        /** By the id of the node. */
        ID,
        /** By order. */
        JOIN,
        /** By a label in natural order; nodes without it come last. */
        LABEL
    }

    /** The default. */
    public static final RankBy STICKY = new RankBy(Policy.STICKY, "");
}
