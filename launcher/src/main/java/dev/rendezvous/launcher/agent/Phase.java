package dev.rendezvous.launcher.agent;

/** Where the agent is in its life. */
public enum Phase {
    /** Nothing has happened yet. */
    NEW,
    /** Checks whether this node is healthy, before it joins. */
    CHECKING,
    /** Waits before the next check, after one that has failed. */
    COOLING,
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
