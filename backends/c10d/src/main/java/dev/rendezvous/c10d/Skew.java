package dev.rendezvous.c10d;

import dev.rendezvous.c10d.state.RunState;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Lets the nodes of a job not write the first state all at once. PyTorch's agents wait for up to 300 ms. */
final class Skew {

    static final Duration LONGEST = Duration.ofMillis(30);

    private Skew() {}

    /** {@return how long to wait before a node joins; zero but for the first round} */
    static Duration before(RunState state, RandomGenerator random) {
        return state.round() == 0 && !state.complete()
                ? Duration.ofNanos(random.nextLong(LONGEST.toNanos()))
                : Duration.ZERO;
    }
}
