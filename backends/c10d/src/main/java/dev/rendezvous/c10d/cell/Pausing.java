package dev.rendezvous.c10d.cell;

import dev.rendezvous.c10d.state.RunState;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks again after a while: for stores on which a wait costs a connection. Nothing is told to others. */
public final class Pausing implements Bell {

    private final CountDownLatch closed;

    /**
     * Makes a bell that is silent.
     *
     * @param closed at zero when nothing must be waited for any more
     */
    public Pausing(CountDownLatch closed) {
        this.closed = closed;
    }

    @Override
    public void ring(RunState before, RunState after) {}

    @Override
    public void await(RunState seen, Duration limit) throws InterruptedException {
        boolean over = closed.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        if (over) {
            Thread.onSpinWait();
        }
    }
}
