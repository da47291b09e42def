package dev.rendezvous.launcher.agent;

/** Where the agent is in its life. */
public enum Phase {
    /** Nothing has happened yet. */
    NEW,
    /** Waits for a round. */
    JOINING,
    /** In a round; the ranks are being agreed. */
    ARRANGING,
    /** Workers run. */
    RUNNING,
    /** Workers are being stopped. */
    STOPPING,
    /** Waits before the next round. */
    PAUSING,
    /** All local workers have ended well; the other nodes may still work. */
    FINISHING,
    /** Over. */
    ENDED
}
