package dev.rendezvous.engine;

/**
 * Why a round was made: what ended the round before it.
 *
 * @since 0.1
 */
public enum Cause {
    /** It is the first round. */
    START,
    /** The work of a member failed. */
    FAILED,
    /** A member left that had announced it. */
    DRAINED,
    /** A member left. */
    LEFT,
    /** A member vanished without a word. */
    LOST,
    /** A node joined. */
    JOINED,
    /** A member asked for a new round. */
    RESTARTED
}
