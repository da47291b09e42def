package dev.rendezvous.engine.sim;

import java.util.SplittableRandom;

/** Seeded chance. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    long between(long from, long to) {
        return to <= from ? from : from + random.nextLong(to - from + 1);
    }

    int upTo(int most) {
        return random.nextInt(most + 1);
    }

    double real(double from, double to) {
        return from + random.nextDouble() * (to - from);
    }
}
