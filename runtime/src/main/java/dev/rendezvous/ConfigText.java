package dev.rendezvous;

import dev.rendezvous.index.text.Quote;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The one-line form of a backend's config: {@code key=value,key=value}. */
final class ConfigText {

    private ConfigText() {}

    static Map<String, String> parse(String text) {
        Map<String, String> config = new LinkedHashMap<>();
        if (!text.isBlank()) {
            for (String piece : text.split(",", -1)) {
                put(config, piece, text);
            }
        }
        return Collections.unmodifiableMap(config);
    }

    private static void put(Map<String, String> config, String piece, String text) {
        int equals = piece.indexOf('=');
        String key = (equals < 0 ? piece : piece.substring(0, equals)).strip();
        String value = equals < 0 ? "" : piece.substring(equals + 1).strip();
        if (key.isEmpty()) {
            throw new IllegalArgumentException(
                    "the config " + Quote.text(text) + " has a piece without a key; expected key=value,key=value");
        }
        if (value.isEmpty()) {
            throw new IllegalArgumentException(
                    "the config key " + Quote.text(key) + " has no value; expected key=value");
        }
        config.put(key, value);
    }
}
