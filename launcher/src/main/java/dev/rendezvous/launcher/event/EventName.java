package dev.rendezvous.launcher.event;

import java.util.Locale;

/** What may happen. */
public enum EventName {
    /** The agent begins. */
    AGENT_START,
    /** The agent waits for a round. */
    JOIN,
    /** A node is in this round that was not in the one before. */
    MEMBER_JOINED,
    /** A node of the round before has vanished. */
    MEMBER_LOST,
    /** A node of the round before has left. */
    MEMBER_LEFT,
    /** The nodes of a round are known, and this node is one of them. */
    ROUND_SEALED,
    /** The round of this node is over before its work is done. */
    ROUND_BROKEN,
    /** A worker was started. */
    WORKER_START,
    /** A worker has ended. */
    WORKER_EXIT,
    /** The workers are asked to stop. */
    STOP_BEGIN,
    /** All workers are gone, or given up. */
    STOP_END,
    /** This node is in another round than its first. */
    RESTART,
    /** A round with all places taken runs without this node. */
    SPARE,
    /** This node announces that it will leave. */
    DRAIN,
    /** The backend does not answer. */
    STORE_LOST,
    /** The backend answers again. */
    STORE_BACK,
    /** A health check has ended. */
    HEALTH,
    /** The run has ended for all nodes. */
    CLOSE,
    /** The agent ends. */
    AGENT_END;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '.');

    /** {@return such as {@code round.sealed}} */
    public String text() {
        return text;
    }
}
