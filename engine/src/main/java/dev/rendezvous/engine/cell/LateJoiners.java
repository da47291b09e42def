package dev.rendezvous.engine.cell;

/** What a node does to a running round that joins when there is room. */
public enum LateJoiners {
    /** The round is formed again with it. */
    RESTART,
    /** It waits until the round breaks for another reason. */
    WAIT
}
