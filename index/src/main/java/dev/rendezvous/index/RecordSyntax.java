package dev.rendezvous.index;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The record line, both ways:
 * {@code #rendezvous:1 <provider> name=<name> [aliases=<a>,<b>] implementation=<class> [<key>=<value>]... [-- <description>]}.
 */
final class RecordSyntax {

    /** What every version of the record line begins with. */
    static final String MARK = "#rendezvous:";

    private static final String VERSION = "1";
    private static final String DESCRIPTION = "--";
    private static final String NAME = "name";
    private static final String ALIASES = "aliases";
    private static final String IMPLEMENTATION = "implementation";

    private RecordSyntax() {}

    /** A record and the provider class that it is about. */
    record Parsed(String providerClass, IndexRecord record) {}

    static String format(String providerClass, IndexRecord record) {
        StringBuilder line =
                new StringBuilder(160).append(MARK).append(VERSION).append(' ').append(providerClass);
        appendField(line, NAME, record.name());
        if (!record.aliases().isEmpty()) {
            appendField(line, ALIASES, String.join(",", record.aliases()));
        }
        appendField(line, IMPLEMENTATION, record.implementation());
        record.extras().forEach((key, value) -> appendField(line, key, value));
        if (!record.description().isEmpty()) {
            line.append(' ').append(DESCRIPTION).append(' ').append(record.description());
        }
        return line.toString();
    }

    /**
     * {@return the record, or empty for one of a version that this reader does not know}
     *
     * @throws IllegalArgumentException saying what is wrong with the line
     */
    static Optional<Parsed> parse(String line) {
        Tokens tokens = new Tokens(line, MARK.length());
        boolean isAfterBlank = line.startsWith(MARK + " ") || line.startsWith(MARK + "\t");
        if (isAfterBlank || !VERSION.equals(tokens.next())) {
            return Optional.empty();
        }
        String providerClass = tokens.next();
        if (providerClass == null || !BinaryName.isLegal(providerClass)) {
            throw new IllegalArgumentException("expected a record that names its provider class after the version");
        }
        Fields fields = new Fields();
        String token = tokens.next();
        while (token != null && !token.equals(DESCRIPTION)) {
            fields.put(token);
            token = tokens.next();
        }
        return Optional.of(new Parsed(providerClass, fields.record(token == null ? "" : tokens.rest())));
    }

    static boolean isExtraKey(String key) {
        return isKey(key) && !key.equals(NAME) && !key.equals(ALIASES) && !key.equals(IMPLEMENTATION);
    }

    static boolean isValue(String value) {
        return value.chars().noneMatch(c -> c <= ' ' || c == 0x7f)
                && Description.problemWith(value).isEmpty();
    }

    private static boolean isKey(String key) {
        return !key.isEmpty() && !key.contains("=") && isValue(key);
    }

    private static void appendField(StringBuilder line, String key, String value) {
        line.append(' ').append(key).append('=').append(value);
    }

    /** The fields of one record as they come. */
    private static final class Fields {
        private @Nullable String name;
        private @Nullable String aliases;
        private @Nullable String implementation;
        private SortedMap<String, String> extras = Collections.emptySortedMap();

        void put(String token) {
            int equals = token.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("expected key=value in a record, found " + Quote.text(token));
            }
            String key = token.substring(0, equals);
            if (!putIfNew(key, token.substring(equals + 1))) {
                throw new IllegalArgumentException("the field " + Quote.text(key) + " is there twice");
            }
        }

        private boolean putIfNew(String key, String value) {
            String earlier;
            switch (key) {
                case NAME -> {
                    earlier = name;
                    name = value;
                }
                case ALIASES -> {
                    earlier = aliases;
                    aliases = value;
                }
                case IMPLEMENTATION -> {
                    earlier = implementation;
                    implementation = value;
                }
                default -> {
                    extras = extras.isEmpty() ? new TreeMap<>() : extras;
                    earlier = extras.put(key, value);
                }
            }
            return earlier == null;
        }

        IndexRecord record(String description) {
            return new IndexRecord(
                    required(NAME, name),
                    aliases == null ? List.of() : split(aliases),
                    required(IMPLEMENTATION, implementation),
                    description,
                    extras);
        }

        private static String required(String key, @Nullable String value) {
            if (value == null) {
                throw new IllegalArgumentException("expected a record with the field " + key + "=");
            }
            return value;
        }

        private static List<String> split(String aliases) {
            List<String> split = new ArrayList<>();
            int start = 0;
            for (int comma = aliases.indexOf(','); comma >= 0; comma = aliases.indexOf(',', start)) {
                split.add(aliases.substring(start, comma));
                start = comma + 1;
            }
            split.add(aliases.substring(start));
            return split;
        }
    }

    /** Splits at runs of blanks, which is what tools that fold white space leave. */
    private static final class Tokens {
        private final String line;
        private int position;

        Tokens(String line, int position) {
            this.line = line;
            this.position = position;
        }

        @Nullable
        String next() {
            skipBlanks();
            int start = position;
            while (position < line.length() && !isBlank(line.charAt(position))) {
                position++;
            }
            return position == start ? null : line.substring(start, position);
        }

        String rest() {
            skipBlanks();
            return line.substring(position);
        }

        private void skipBlanks() {
            while (position < line.length() && isBlank(line.charAt(position))) {
                position++;
            }
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t';
        }
    }
}
