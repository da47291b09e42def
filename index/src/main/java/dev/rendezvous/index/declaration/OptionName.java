package dev.rendezvous.index.declaration;

import dev.rendezvous.index.text.LookAlikes;
import java.util.Optional;

/**
 * The grammar of the config keys that a backend declares: {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}, compared exactly.
 *
 * <p>It is narrower than what a config text can carry, so that a declared key can always be written as {@code key=value}.
 *
 * @since 0.1
 */
public final class OptionName {

    private static final int MAX_LENGTH = 64;

    private OptionName() {}

    /**
     * {@return what is wrong with the text as an option name, as the end of a sentence that begins with it; empty for a
     * legal one}
     *
     * @param text any text
     */
    public static Optional<String> problemWith(String text) {
        if (isLegal(text)) {
            return Optional.empty();
        }
        return Optional.of(
                "is not a config key; a key is 1 to 64 characters of A-Z, a-z, 0-9, '.', '_' and '-', and begins"
                        + " with a letter or digit" + suggestion(text));
    }

    /** Accents and look-alikes are replaced, what else is illegal becomes an underscore, or nothing at either end. */
    private static String suggestion(String text) {
        String near = LookAlikes.replace(text)
                .replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9._-]+$", "")
                .replaceAll("[^A-Za-z0-9._-]+", "_");
        return isLegal(near) ? " (did you mean \"" + near + "\"?)" : "";
    }

    private static boolean isLegal(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && isLegalFirst(text.charAt(0)) && allLegal(text);
    }

    private static boolean allLegal(String text) {
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLegalFirst(c) && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLegalFirst(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
