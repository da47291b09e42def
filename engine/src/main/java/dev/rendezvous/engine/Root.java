package dev.rendezvous.engine;

/**
 * The first thing that went wrong in a run that failed.
 *
 * @param kind what went wrong
 * @param rank the rank of the worker that failed, else that of the node, or -1 if neither is known
 * @param node the node that it happened to; empty if not known
 * @param message one line for people
 * @since 0.1
 */
public record Root(Kind kind, int rank, String node, String message) {

    /** What went wrong. */
    public enum Kind {
        /** The work of a node failed. */
        FAILED,
        /** A node vanished without a word. */
        LOST,
        /** A node left while its work was not finished. */
        LEFT,
        /** A node joined again although the run was ending. */
        REJOINED
    }
}
