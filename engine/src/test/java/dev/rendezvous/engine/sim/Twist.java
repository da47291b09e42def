package dev.rendezvous.engine.sim;

/** How a schedule differs from the usual one, within what the protocol must stand. */
enum Twist {
    /** No periodic look, and no hint is lost. */
    HINTS_ONLY,
    /** No periodic look, whatever is lost. Only for controls. */
    NO_LOOK,
    /** Members that hold a round up are evicted. */
    EVICTION,
    /** The service loses its memory. */
    MEMORY_LOSS,
    /** Reads come from replicas that lag. */
    LAG,
    /** Late nodes wait. */
    LATE_WAIT,
    /** Nodes fence themselves; no pause, no early end of a lease, clocks within 3 percent. */
    SELF_FENCE,
    /** Programs neither fail nor finish nor drain. */
    NO_PROGRAMS,
    /** Some nodes come with other settings. */
    OTHER_SETTINGS,
    /** Joins time out soon. */
    SHORT_JOIN,
    /** No faults at all. */
    CALM
}
