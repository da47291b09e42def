package dev.rendezvous.launcher.plan;

/**
 * How many nodes a round has.
 *
 * @param min the fewest, at least 1
 * @param max the most, at least {@code min}
 * @since 0.1
 */
public record NodeRange(int min, int max) {

    /** {@return whether the number is fixed} */
    public boolean isFixed() {
        return min == max;
    }

    /** {@return such as {@code 3} or {@code 3 to 8}} */
    @Override
    public String toString() {
        return isFixed() ? String.valueOf(min) : min + " to " + max;
    }
}
