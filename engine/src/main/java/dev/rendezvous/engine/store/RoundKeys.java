package dev.rendezvous.engine.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.engine.cell.Keys;
import java.util.Base64;

/**
 * How the store of a round names its cells and writes its values.
 *
 * @param token of the round
 * @param maxValueBytes the limit of the space
 */
record RoundKeys(long token, int maxValueBytes) {

    /** No key is encoded so. */
    private static final String EMPTY_KEY = "%";

    String prefix() {
        return Keys.store(token);
    }

    /**
     * {@return the name of the cell of a key}
     *
     * @throws IllegalArgumentException if the key is too long, or is not text: two keys that differ in half of a surrogate pair would
     *     be one
     */
    String cell(String key) {
        if (!UTF_8.newEncoder().canEncode(key)) {
            throw new IllegalArgumentException(
                    "store key of " + key.length() + " characters: expected text, but it has half of a surrogate pair");
        }
        return key.isEmpty() ? prefix() + EMPTY_KEY : Keys.stored(token, key);
    }

    /**
     * {@return the value as the cell has it}
     *
     * @throws IllegalArgumentException if the value is too long
     */
    String encoded(String key, byte[] value) {
        int limit = maxValueBytes / 4 * 3;
        if (value.length > limit) {
            throw new IllegalArgumentException("value of store key " + key + ": expected at most " + limit
                    + " bytes, the limit of this coordination service, but it has " + value.length);
        }
        return Base64.getEncoder().encodeToString(value);
    }
}
