package dev.rendezvous.c10d.cell;

import dev.rendezvous.c10d.state.RunState;
import java.time.Duration;

/** How nodes that wait for a change of the state hear of it, where they can. A hint: it may come late, never, or for nothing. */
public interface Bell {

    /**
     * Tells the others that a state has been replaced.
     *
     * @param before the state that is no more
     * @param after the state that is
     * @throws InterruptedException if the thread is interrupted
     */
    void ring(RunState before, RunState after) throws InterruptedException;

    /**
     * Waits until a state has been replaced.
     *
     * @param seen the state
     * @param limit how long to wait at most
     * @throws InterruptedException if the thread is interrupted
     */
    void await(RunState seen, Duration limit) throws InterruptedException;
}
