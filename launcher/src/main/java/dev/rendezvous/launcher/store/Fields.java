package dev.rendezvous.launcher.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A line in the form of the cells of an elastic run: {@code rdzv/1} and fields {@code key=value} with a blank between them. In a value,
 * all but letters, digits and a few signs are percent-encoded.
 */
final class Fields {

    static final String HEADER = "rdzv/1";

    private final Map<String, String> values;

    private Fields(Map<String, String> values) {
        this.values = values;
    }

    /**
     * {@return the fields of a line}
     *
     * @throws IllegalArgumentException if it is not such a line
     */
    static Fields parse(String line) {
        String[] words = line.split(" ", -1);
        if (!words[0].equals(HEADER)) {
            throw new IllegalArgumentException("expected " + HEADER + " at its begin");
        }
        Map<String, String> values = new HashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                values.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return new Fields(values);
    }

    /** {@return the value, decoded; empty if there is none} */
    String text(String key) {
        return decode(raw(key));
    }

    /** {@return the value as it stands there; empty if there is none} */
    String raw(String key) {
        return values.getOrDefault(key, "");
    }

    /** {@return the value as pairs, whose keys and values were encoded before the whole was} */
    Map<String, String> pairs(String key) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : raw(key).isEmpty() ? new String[0] : text(key).split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("expected " + key + " to be pairs");
            }
            pairs.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
        return pairs;
    }

    static String encode(Map<String, String> pairs) {
        return encode(new TreeMap<>(pairs)
                .entrySet().stream()
                        .map(pair -> strict(pair.getKey()) + "=" + strict(pair.getValue()))
                        .collect(Collectors.joining(",")));
    }

    /** {@return the text for a field} Signs that a field may hold stay as they are, for people. */
    static String encode(String text) {
        return strict(text).replace("%3A", ":").replace("%2C", ",").replace("%3D", "=");
    }

    private static String strict(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }
}
