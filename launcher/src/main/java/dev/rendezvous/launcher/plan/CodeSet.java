package dev.rendezvous.launcher.plan;

import java.util.BitSet;
import java.util.Optional;

/**
 * A set of whole numbers from 0 to 65,535, written such as {@code 2,64-78}. Immutable.
 *
 * @since 0.1
 */
public final class CodeSet {

    private static final int MOST_DIGITS = 5;
    private static final int LARGEST = 65_535;

    private final BitSet codes;

    private CodeSet(BitSet codes) {
        this.codes = codes;
    }

    /**
     * {@return the set; empty if the text is not one}
     *
     * @param text numbers and ranges, separated by commas; blank for the empty set
     */
    static Optional<CodeSet> parse(String text) {
        BitSet codes = new BitSet();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            if (ends.length > 2 || !isNumber(ends[0]) || !isNumber(ends[ends.length - 1])) {
                return Optional.empty();
            }
            int from = Integer.parseInt(ends[0]);
            int to = Integer.parseInt(ends[ends.length - 1]);
            if (from > to || to > LARGEST) {
                return Optional.empty();
            }
            codes.set(from, to + 1);
        }
        return Optional.of(new CodeSet(codes));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /**
     * {@return whether the code is in the set}
     *
     * @param code any number
     */
    public boolean contains(int code) {
        return code >= 0 && codes.get(code);
    }

    /** {@return whether both have the same codes} */
    @Override
    public boolean equals(Object other) {
        return other instanceof CodeSet that && codes.equals(that.codes);
    }

    @Override
    public int hashCode() {
        return codes.hashCode();
    }

    @Override
    public String toString() {
        return codes.toString();
    }
}
