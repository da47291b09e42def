package dev.rendezvous.launcher.plan;

import java.util.Optional;

/**
 * Ports from one to another.
 *
 * @param first the first, at least 1
 * @param last the last, at least {@code first} and at most 65,535
 * @since 0.1
 */
public record PortRange(int first, int last) {

    private static final int LARGEST = 65_535;

    /** Checks the ports. */
    public PortRange {
        if (first < 1 || last < first || last > LARGEST) {
            throw new IllegalArgumentException("ports " + first + " to " + last + "; expected 1 to " + LARGEST);
        }
    }

    /** {@return the range; empty if the text is not one} */
    static Optional<PortRange> parse(String text) {
        String[] ends = text.split("-", -1);
        if (ends.length > 2 || !isPort(ends[0]) || !isPort(ends[ends.length - 1])) {
            return Optional.empty();
        }
        int first = Integer.parseInt(ends[0]);
        int last = Integer.parseInt(ends[ends.length - 1]);
        return last < first ? Optional.empty() : Optional.of(new PortRange(first, last));
    }

    private static boolean isPort(String text) {
        return text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= LARGEST;
    }

    /** {@return such as {@code 4000-4010}} */
    @Override
    public String toString() {
        return first + "-" + last;
    }
}
