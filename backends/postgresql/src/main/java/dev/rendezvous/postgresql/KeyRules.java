package dev.rendezvous.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.engine.spi.CoordinationSpace;
import java.util.Optional;

/** What a space refuses before it sends anything. */
final class KeyRules {

    /** PostgreSQL takes more; a record of a run needs less. */
    static final int MAX_VALUE_BYTES = 1 << 20;

    private KeyRules() {}

    static Optional<String> problemOfKey(String key) {
        if (key.isEmpty() || key.length() > CoordinationSpace.MAX_KEY_LENGTH) {
            return Optional.of("key " + key + ": expected 1 to " + CoordinationSpace.MAX_KEY_LENGTH
                    + " characters, but it has " + key.length());
        }
        return key.chars().allMatch(c -> c >= '!' && c <= '~')
                ? Optional.empty()
                : Optional.of("key " + key + ": expected only characters from ! to ~ of ASCII");
    }

    static Optional<String> problemOfPrefix(String prefix) {
        return prefix.endsWith("/")
                ? problemOfKey(prefix)
                : Optional.of("prefix " + prefix + ": expected a prefix that ends in /");
    }

    static Optional<String> problemOfPut(String key, String value) {
        Optional<String> problem = problemOfKey(key);
        if (problem.isPresent()) {
            return problem;
        }
        if (value.indexOf('\0') >= 0) {
            return Optional.of("value of key " + key + ": PostgreSQL stores no character NUL");
        }
        int length = value.getBytes(UTF_8).length;
        return length <= MAX_VALUE_BYTES
                ? Optional.empty()
                : Optional.of("value of key " + key + ": expected at most " + MAX_VALUE_BYTES
                        + " bytes of UTF-8, but it has " + length);
    }
}
