package dev.rendezvous.engine.memory;

/** A time that stands still until a test moves it. It stops at each moment at which something is due. */
public final class ManualTicker implements Ticker {

    private long now;
    private long limit;

    /** Lets time pass. */
    public void advance(long nanos) {
        limit += nanos;
    }

    /** {@return whether the time has got as far as it was let} */
    public boolean arrived() {
        return now == limit;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public long left(long moment) {
        return moment <= limit ? 0 : Long.MAX_VALUE;
    }

    @Override
    public void reached(long moment) {
        now = Math.max(now, moment);
    }

    @Override
    public void idle() {
        now = limit;
    }
}
