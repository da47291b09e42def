package dev.rendezvous.engine.tck.group;

import java.util.List;

/**
 * What one process saw of a run.
 *
 * @param name the id of the node; a later life may have the same
 * @param stays the rounds that it was in, in its order
 * @since 0.1
 */
public record NodeLife(String name, List<Stay> stays) {

    /** It is in the round still. */
    static final long STILL = Long.MAX_VALUE;

    /**
     * A round that the process was in.
     *
     * @param round what it was told
     * @param until when it knew that it had to stop, or had ended; {@link Long#MAX_VALUE} if it is in it still
     * @param unaware whether its lease may have ended without its knowledge: it was stopped meanwhile, or learned of the end by its loss
     */
    public record Stay(SeenRound round, long until, boolean unaware) {}
}
