package dev.rendezvous.engine.message;

/**
 * How long things take, in nanoseconds.
 *
 * @param lease the time-to-live to ask for
 * @param heartbeat the longest time between two keep-alives
 * @param joinTimeout how long a node waits for a round
 * @param lastCall how long the first round stays open for more nodes
 * @param reformLastCall how long a later round does
 * @param closeTimeout how long closing may take
 * @param unreachable after how long without contact a node says so
 * @param request the time-out of one request
 * @param linger how long cells live that no lease holds
 * @param evictAfter after how long a member that holds the round up is evicted; 0 for never
 * @param lookEvery how often a node looks without a hint; 0 for never
 */
public record Timing(
        long lease,
        long heartbeat,
        long joinTimeout,
        long lastCall,
        long reformLastCall,
        long closeTimeout,
        long unreachable,
        long request,
        long linger,
        long evictAfter,
        long lookEvery) {

    /** One millisecond. */
    public static final long MILLISECOND = 1_000_000;
    /** One second. */
    public static final long SECOND = 1_000 * MILLISECOND;

    /** How soon after a list the leader lists again. */
    public static final long DEBOUNCE = 20 * MILLISECOND;
    /** How soon after a write the leader writes its status again if only a count changed. */
    public static final long COUNT_EVERY = SECOND;
    /** How soon an unanswered keep-alive is repeated. */
    public static final long KEEP_ALIVE_RETRY = SECOND / 2;
    /** How often a node looks without a hint. */
    public static final long LOOK_EVERY = 15 * SECOND;
    /** How long leaving takes at most. */
    public static final long LEAVE = 5 * SECOND;
    /** How often a request is tried while leaving. */
    public static final int LEAVE_TRIES = 3;

    /** {@return the time between keep-alives of a lease with this time-to-live} */
    public long keepAliveEvery(long ttl) {
        return Math.max(MILLISECOND, Math.min(heartbeat, ttl / 3));
    }
}
