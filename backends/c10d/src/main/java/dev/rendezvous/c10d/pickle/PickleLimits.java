package dev.rendezvous.c10d.pickle;

/**
 * How much a pickle may ask of its reader. A state of 1,000 nodes has 110,000 bytes, 2,000 memo entries and 30,000 values, seven deep.
 *
 * @param bytes the most bytes
 * @param depth how deep values may be nested
 * @param memo the most values that are kept to be mentioned again
 * @param values the most values, where one that is mentioned again counts again with all that is in it
 */
public record PickleLimits(int bytes, int depth, int memo, int values) {

    /** The bounds of the states of a rendezvous. */
    public static final PickleLimits USUAL = new PickleLimits(6 << 20, 64, 1 << 18, 1 << 20);
}
