package dev.rendezvous.index.declaration;

import dev.rendezvous.index.text.NearMiss;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the value that a person most likely meant by a text that does not parse.
 *
 * @since 0.1
 */
public final class ValueNearMiss {

    private static final Pattern GROUPED = Pattern.compile("([+-]?\\d+(?:[_,' ]\\d+)*)[lL]?");
    private static final Pattern AMOUNT = Pattern.compile("(\\d+)\\s*([a-z]+)");
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("ms", "ms"),
            Map.entry("msec", "ms"),
            Map.entry("milli", "ms"),
            Map.entry("millisecond", "ms"),
            Map.entry("s", "s"),
            Map.entry("sec", "s"),
            Map.entry("second", "s"),
            Map.entry("m", "m"),
            Map.entry("min", "m"),
            Map.entry("minute", "m"),
            Map.entry("h", "h"),
            Map.entry("hr", "h"),
            Map.entry("hour", "h"));

    private ValueNearMiss() {}

    /**
     * {@return a value of the type that was likely meant; empty where no value is near}
     *
     * @param type what the text does not parse as
     * @param text the text
     */
    public static Optional<String> of(ValueType type, String text) {
        Optional<String> guess = switch (type) {
            case STRING -> Optional.empty();
            case INT -> integer(text.strip());
            case BOOL -> truth(text.strip().toLowerCase(Locale.ROOT));
            case DURATION -> duration(text.strip().toLowerCase(Locale.ROOT));
        };
        return guess.filter(type::accepts);
    }

    private static Optional<String> integer(String text) {
        Matcher grouped = GROUPED.matcher(text);
        return grouped.matches() ? Optional.of(grouped.group(1).replaceAll("[_,' ]", "")) : Optional.empty();
    }

    private static Optional<String> truth(String text) {
        return switch (text) {
            case "on", "enabled" -> Optional.of("true");
            case "off", "disabled" -> Optional.of("false");
            default -> NearMiss.of(text, List.of("true", "false", "yes", "no"));
        };
    }

    private static Optional<String> duration(String text) {
        Matcher amount = AMOUNT.matcher(text);
        return amount.matches() ? unit(amount.group(2)).map(unit -> amount.group(1) + unit) : Optional.empty();
    }

    private static Optional<String> unit(String word) {
        String singular = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        return Optional.ofNullable(UNITS.get(word)).or(() -> Optional.ofNullable(UNITS.get(singular)));
    }
}
