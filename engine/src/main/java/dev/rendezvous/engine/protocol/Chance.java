package dev.rendezvous.engine.protocol;

/** Randomness as a value: the same seed draws the same numbers. */
final class Chance {

    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private Chance() {}

    /** The seed after one draw. */
    static long next(long seed) {
        return seed + GAMMA;
    }

    /** A number from {@code from} to {@code to}, both included. */
    static long between(long seed, long from, long to) {
        return to <= from ? from : from + Long.remainderUnsigned(mix(seed), to - from + 1);
    }

    /** A time from 80 to 120 percent of the interval ahead, or never if that is 0. */
    static long jittered(long seed, long interval, long now) {
        return interval == 0 ? Long.MAX_VALUE : now + between(seed, interval / 5 * 4, interval / 5 * 6);
    }

    /** 62 random bits, and never 0. */
    static long lease(long seed) {
        return Math.max(1, mix(seed) >>> 2);
    }

    private static long mix(long seed) {
        long z = seed + GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
