package dev.rendezvous.c10d.cell;

import java.time.Duration;

/** Until when an operation may take, by the clock that never goes back. An operation may get its time once more. For one thread. */
public final class TimeLimit {

    private final Clocks clocks;
    private final Duration length;
    private Duration end;

    private TimeLimit(Clocks clocks, Duration length) {
        this.clocks = clocks;
        this.length = length;
        this.end = clocks.elapsed().plus(length);
    }

    /**
     * {@return a time that begins now}
     *
     * @param clocks of this node
     * @param length how long
     */
    public static TimeLimit of(Clocks clocks, Duration length) {
        return new TimeLimit(clocks, length);
    }

    /** {@return for how long the time is over; negative if some is left} */
    public Duration late() {
        return clocks.elapsed().minus(end);
    }

    /** Begins again, since the node only stood by so far. */
    void restart() {
        end = clocks.elapsed().plus(length);
    }
}
