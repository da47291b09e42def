package dev.rendezvous.index;

import dev.rendezvous.index.declaration.BinaryName;
import dev.rendezvous.index.text.Quote;
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

    /** The only version that this reader and writer know. */
    static final String VERSION = "1";

    /** What separates the description from the fields. */
    static final String DESCRIPTION = "--";

    private static final String NAME_FIELD = FieldSyntax.NAME + "=";
    private static final String ALIASES_FIELD = FieldSyntax.ALIASES + "=";
    private static final String IMPLEMENTATION_FIELD = FieldSyntax.IMPLEMENTATION + "=";

    private RecordSyntax() {}

    /** A record and the provider class that it is about. */
    record Parsed(String providerClass, IndexRecord record) {}

    static String format(String providerClass, IndexRecord record) {
        StringBuilder line =
                new StringBuilder(160).append(MARK).append(VERSION).append(' ').append(providerClass);
        appendField(line, FieldSyntax.NAME, record.name());
        if (!record.aliases().isEmpty()) {
            appendField(line, FieldSyntax.ALIASES, String.join(",", record.aliases()));
        }
        appendField(line, FieldSyntax.IMPLEMENTATION, record.implementation());
        record.extras().forEach((key, value) -> appendField(line, key, value));
        if (!record.description().isEmpty()) {
            line.append(' ').append(DESCRIPTION).append(' ').append(record.description());
        }
        return line.toString();
    }

    /**
     * {@return the record, or empty for one of a version that this reader does not know}
     *
     * @param line the whole line, which begins with {@link #MARK}
     * @throws IllegalArgumentException saying what is wrong with the line
     */
    static Optional<Parsed> parse(String line) {
        Tokens tokens = new Tokens(line, MARK.length());
        if (tokens.isAtBlank() || !tokens.next() || !tokens.is(VERSION)) {
            return Optional.empty();
        }
        String providerClass = tokens.next() ? tokens.text() : "";
        if (!BinaryName.isLegal(providerClass)) {
            throw new IllegalArgumentException("expected a record that names its provider class after the version");
        }
        Fields fields = new Fields();
        boolean isField = tokens.next() && !tokens.is(DESCRIPTION);
        while (isField) {
            fields.put(tokens);
            isField = tokens.next() && !tokens.is(DESCRIPTION);
        }
        return Optional.of(new Parsed(providerClass, fields.record(tokens.rest())));
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

        void put(Tokens tokens) {
            if (tokens.beginsWith(NAME_FIELD) && name == null) {
                name = tokens.textFrom(NAME_FIELD.length());
            } else if (tokens.beginsWith(IMPLEMENTATION_FIELD) && implementation == null) {
                implementation = tokens.textFrom(IMPLEMENTATION_FIELD.length());
            } else if (tokens.beginsWith(ALIASES_FIELD) && aliases == null) {
                aliases = tokens.textFrom(ALIASES_FIELD.length());
            } else {
                putOther(tokens.text());
            }
        }

        private void putOther(String token) {
            int equals = token.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("expected key=value in a record, found " + Quote.text(token));
            }
            String key = token.substring(0, equals);
            extras = extras.isEmpty() ? new TreeMap<>() : extras;
            if (FieldSyntax.isKnown(key) || extras.put(key, token.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("the field " + Quote.text(key) + " is there twice");
            }
        }

        IndexRecord record(String description) {
            return new IndexRecord(
                    required(FieldSyntax.NAME, name),
                    aliases == null ? List.of() : List.of(aliases.split(",", -1)),
                    required(FieldSyntax.IMPLEMENTATION, implementation),
                    description,
                    extras);
        }

        private static String required(String key, @Nullable String value) {
            if (value == null) {
                throw new IllegalArgumentException("expected a record with the field " + key + "=");
            }
            return value;
        }
    }

    /** Splits a line at runs of blanks, which is what tools that fold white space leave. */
    private static final class Tokens {
        private final String line;
        private int start;
        private int end;

        Tokens(String line, int start) {
            this.line = line;
            this.start = start;
            this.end = start;
        }

        boolean isAtBlank() {
            return start < line.length() && isBlank(line.charAt(start));
        }

        /** Goes on to the next one, if there is one. */
        boolean next() {
            skipBlanks();
            end = start;
            while (end < line.length() && !isBlank(line.charAt(end))) {
                end++;
            }
            return start < end;
        }

        boolean is(String expected) {
            return end - start == expected.length() && beginsWith(expected);
        }

        boolean beginsWith(String prefix) {
            return prefix.length() <= end - start && line.startsWith(prefix, start);
        }

        String text() {
            return textFrom(0);
        }

        String textFrom(int offset) {
            return line.substring(start + offset, end);
        }

        /** {@return what is left after the token, as it came} */
        String rest() {
            skipBlanks();
            return line.substring(start);
        }

        private void skipBlanks() {
            start = end;
            while (start < line.length() && isBlank(line.charAt(start))) {
                start++;
            }
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t';
        }
    }
}
