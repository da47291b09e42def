package dev.rendezvous.launcher.agent;

/** What the agent waits for. A timer that is set again replaces the one before. */
public enum Timer {
    /** Workers may stop by themselves until then. */
    STOP,
    /** Killed workers must be gone by then. */
    KILL,
    /** A health check must have ended by then. */
    CHECK,
    /** The pause before a restart, or before the next health check. */
    PAUSE,
    /** Slower nodes may work until then. */
    EXIT,
    /** When workers still run then, the failures before no longer make pauses longer. */
    CALM
}
