package dev.rendezvous.tcpstore.client.connect;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The pauses between attempts to reach a server: each half as long again as the one before, up to a minute, and each drawn from
 * half to one and a half of that, so that clients which lost a server together do not come back together.
 */
public final class Backoff {

    /** What PyTorch's client begins with. */
    public static final Duration FIRST = Duration.ofMillis(500);

    private static final double LONGEST = 60e9;
    private static final double GROWTH = 1.5;

    private final RandomGenerator random;
    private double next;

    Backoff(RandomGenerator random, Duration first) {
        this.random = random;
        this.next = (double) first.toNanos();
    }

    /** {@return how long to pause now, in nanoseconds} */
    long next() {
        double pause = next * (0.5 + random.nextDouble());
        next = Math.min(next * GROWTH, LONGEST);
        return (long) Math.min(pause, LONGEST);
    }
}
