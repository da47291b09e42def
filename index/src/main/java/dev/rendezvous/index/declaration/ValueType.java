package dev.rendezvous.index.declaration;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The types of config values, and the only place that knows how their texts parse.
 *
 * <p>Booleans and integers parse as PyTorch's rendezvous parameters do: a boolean is not trimmed, an integer is.
 *
 * @since 0.1
 */
public enum ValueType {
    /** Any text. */
    STRING("any text"),
    /** A decimal integer of 32 bits with an optional sign; blanks around it are ignored. */
    INT("a decimal integer from -2147483648 to 2147483647"),
    /** A truth value, in any case and without blanks around it. */
    BOOL("one of 1, true, t, yes, y or 0, false, f, no, n"),
    /** A length of time that is not negative; blanks around it are ignored. */
    DURATION("a duration such as 500ms, 30s, 10m, 2h, PT30S, or whole seconds");

    private static final Set<String> TRUE = Set.of("1", "true", "t", "yes", "y");
    private static final Set<String> FALSE = Set.of("0", "false", "f", "no", "n");

    private final String expected;

    ValueType(String expected) {
        this.expected = expected;
    }

    /** {@return what texts of this type look like, as the end of a sentence that begins with "expected"} */
    public String expected() {
        return expected;
    }

    /**
     * {@return whether the text parses as this type}
     *
     * @param text any text
     */
    public boolean accepts(String text) {
        return switch (this) {
            case STRING -> true;
            case INT -> parseInt(text).isPresent();
            case BOOL -> parseBoolean(text).isPresent();
            case DURATION -> parseDuration(text).isPresent();
        };
    }

    /**
     * {@return the integer, or empty for a text that is not one}
     *
     * @param text any text
     */
    public static OptionalInt parseInt(String text) {
        String number = text.strip();
        if (!isNumber(number, number.startsWith("-") || number.startsWith("+") ? 1 : 0)) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(number));
        } catch (NumberFormatException outOfRange) {
            return OptionalInt.empty();
        }
    }

    /**
     * {@return the truth value, or empty for a text that is not one}
     *
     * @param text any text
     */
    public static Optional<Boolean> parseBoolean(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (TRUE.contains(word)) {
            return Optional.of(true);
        }
        return FALSE.contains(word) ? Optional.of(false) : Optional.empty();
    }

    /**
     * {@return the duration, never negative, or empty for a text that is not one}
     *
     * @param text any text
     */
    public static Optional<Duration> parseDuration(String text) {
        String duration = text.strip();
        try {
            Optional<Duration> parsed = duration.startsWith("P") || duration.startsWith("p")
                    ? Optional.of(Duration.parse(duration))
                    : parseNumberWithUnit(duration);
            return parsed.filter(length -> !length.isNegative());
        } catch (DateTimeParseException | ArithmeticException | NumberFormatException noDuration) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> parseNumberWithUnit(String text) {
        int digits = 0;
        while (digits < text.length() && isDigit(text.charAt(digits))) {
            digits++;
        }
        if (digits == 0) {
            return Optional.empty();
        }
        long number = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits)) {
            case "ms" -> Optional.of(Duration.ofMillis(number));
            case "", "s" -> Optional.of(Duration.ofSeconds(number));
            case "m" -> Optional.of(Duration.ofMinutes(number));
            case "h" -> Optional.of(Duration.ofHours(number));
            default -> Optional.empty();
        };
    }

    private static boolean isNumber(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return text.length() > from;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
