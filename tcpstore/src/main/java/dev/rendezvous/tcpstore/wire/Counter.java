package dev.rendezvous.tcpstore.wire;

import java.util.OptionalLong;

/**
 * Reads counters from their text as C's {@code strtoll} does in base 10: leading blanks and a sign are taken, and the first
 * character that is not a digit ends the number. {@code 12abc} is 12, {@code 0x10} is 0.
 */
public final class Counter {

    private static final int BASE = 10;

    private final Bytes text;
    private int next;

    private Counter(Bytes text) {
        this.text = text;
    }

    /** {@return the number; empty if the text has none, or one that does not fit into 64 bits} */
    public static OptionalLong parse(Bytes text) {
        return new Counter(text).number();
    }

    private OptionalLong number() {
        while (hasNext() && isBlank(text.at(next))) {
            next++;
        }
        boolean isNegative = hasNext() && text.at(next) == '-';
        if (isNegative || (hasNext() && text.at(next) == '+')) {
            next++;
        }
        return digits(isNegative);
    }

    /** Counts downwards, since there is one negative number more than there are positive ones. */
    private OptionalLong digits(boolean isNegative) {
        int start = next;
        long number = 0;
        while (hasDigit()) {
            int digit = text.at(next++) - '0';
            if (number < (Long.MIN_VALUE + digit) / BASE) {
                return OptionalLong.empty();
            }
            number = number * BASE - digit;
        }
        if (next == start || (!isNegative && number == Long.MIN_VALUE)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(isNegative ? number : -number);
    }

    private boolean hasNext() {
        return next < text.length();
    }

    private boolean hasDigit() {
        return hasNext() && text.at(next) >= '0' && text.at(next) <= '9';
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }
}
