package dev.rendezvous.engine.cell;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the fields of one value. Bounds the length and the number of fields before it takes the text apart. */
final class FieldReader {

    static final String HEADER = "rdzv/1";
    static final int MAX_CHARACTERS = 64 * 1024;
    static final int MAX_FIELDS = 64;

    private static final int SHOWN = 40;

    private final String key;
    private final Map<String, String> fields;

    private FieldReader(String key, Map<String, String> fields) {
        this.key = key;
        this.fields = fields;
    }

    static FieldReader of(String key, String line) {
        if (line.length() > MAX_CHARACTERS) {
            throw new CellFormatException(
                    key, "expected at most " + MAX_CHARACTERS + " characters, but it has " + line.length());
        }
        requireHeader(key, line);
        if (line.chars().filter(c -> c == ' ').count() > MAX_FIELDS) {
            throw new CellFormatException(key, "expected at most " + MAX_FIELDS + " fields, but it has more");
        }
        return new FieldReader(key, split(key, line));
    }

    private static void requireHeader(String key, String line) {
        String header = line.substring(0, line.indexOf(' ') < 0 ? line.length() : line.indexOf(' '));
        if (header.equals(HEADER)) {
            return;
        }
        if (header.matches("rdzv/\\d{1,9}")) {
            throw new CellFormatException(
                    key,
                    "it is in format " + header + ", and this node reads " + HEADER
                            + "; run all nodes with one version of Rendezvous");
        }
        throw new CellFormatException(
                key,
                "expected " + HEADER + " at its start, but found " + quoted(header) + "; another program wrote it");
    }

    private static Map<String, String> split(String key, String line) {
        Map<String, String> fields = new HashMap<>();
        String[] parts = line.split(" ", -1);
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw new CellFormatException(key, "expected fields of the form name=value, but found " + quoted(part));
            }
            if (fields.put(part.substring(0, equals), part.substring(equals + 1)) != null) {
                throw new CellFormatException(key, "field " + part.substring(0, equals) + " is there twice");
            }
        }
        return fields;
    }

    String key() {
        return key;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    String text(String name) {
        return find(name).orElseThrow(() -> new CellFormatException(key, "field " + name + " is missing"));
    }

    String text(String name, String missing) {
        return find(name).orElse(missing);
    }

    private Optional<String> find(String name) {
        return Optional.ofNullable(fields.get(name)).map(text -> decoded(name, text));
    }

    String decoded(String name, String text) {
        try {
            return Percent.decode(text);
        } catch (IllegalArgumentException e) {
            throw unexpected(name, String.valueOf(e.getMessage()));
        }
    }

    long number(String name, long min, long max) {
        return parsed(name, text(name), min, max);
    }

    long number(String name, long min, long max, long missing) {
        return has(name) ? number(name, min, max) : missing;
    }

    int integer(String name, int min, int max) {
        return (int) number(name, min, max);
    }

    int integer(String name, int min, int max, int missing) {
        return (int) number(name, min, max, missing);
    }

    boolean flag(String name) {
        return number(name, 0, 1, 0) == 1;
    }

    long parsed(String name, String text, long min, long max) {
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException ignored) {
            // Told below, as a number out of bounds is.
        }
        throw unexpected(name, "expected a number from " + min + " to " + max + ", but found " + quoted(text));
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        String known = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw unexpected(name, "expected one of " + known + ", but found " + quoted(text));
    }

    CellFormatException unexpected(String name, String problem) {
        return new CellFormatException(key, "field " + name + ": " + problem);
    }

    static String quoted(String text) {
        return '"' + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + '"';
    }
}
