package dev.rendezvous;

import dev.rendezvous.index.text.Quote;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one-line form of a backend's config: {@code key=value,key=value}, as {@code torchrun --rdzv-conf} takes it.
 *
 * @since 0.1
 */
public final class RendezvousConfig {

    private RendezvousConfig() {}

    /**
     * Parses a config text. Pieces are separated by commas, which cannot be escaped; each is split at its first {@code =}, and
     * blanks around keys and values are dropped. A key that is repeated takes its last value.
     *
     * @param text the config; a blank one gives an empty map
     * @return the values by their keys, unmodifiable, in the order of the text
     * @throws IllegalArgumentException if a piece has no key, or naming the key that has no value
     */
    public static Map<String, String> parse(String text) {
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
