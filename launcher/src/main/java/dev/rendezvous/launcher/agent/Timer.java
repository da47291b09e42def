package dev.rendezvous.launcher.agent;

/** What the agent waits for. A timer that is set again replaces the one before. */
public enum Timer {
    /** Workers may stop by themselves until then. */
    STOP,
    /** Killed workers must be gone by then. */
    KILL,
    /** The pause before a restart. */
    PAUSE,
    /** Slower nodes may work until then. */
    EXIT
}
