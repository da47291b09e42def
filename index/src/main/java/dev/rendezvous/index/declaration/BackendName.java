package dev.rendezvous.index.declaration;

import dev.rendezvous.index.text.LookAlikes;
import dev.rendezvous.index.text.Quote;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The grammar of backend names and aliases: {@code [a-z0-9][a-z0-9._-]{0,63}}, compared exactly.
 *
 * @since 0.1
 */
public final class BackendName {

    /** The most characters that a name has. */
    public static final int MAX_LENGTH = 64;

    private static final byte ILLEGAL = 0;
    private static final byte ALPHANUMERIC = 1;
    private static final byte PUNCTUATION = 2;

    /** A table, since thousands of names are checked in each discovery. */
    private static final byte[] ASCII = kindsOfAscii();

    private BackendName() {}

    /**
     * {@return whether the text is a legal name}
     *
     * @param text any text
     */
    public static boolean isLegal(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && firstIllegalCharacter(text) < 0;
    }

    /**
     * {@return what is wrong with the text as a name, as the end of a sentence that begins with it; empty for a legal name}
     *
     * @param text any text
     */
    public static Optional<String> problemWith(String text) {
        if (text.isBlank()) {
            return Optional.of("is blank; " + EXPECTED);
        }
        int index = firstIllegalCharacter(text);
        if (index >= 0) {
            return Optional.of("has " + Quote.character(text.codePointAt(index)) + " at index " + index + "; "
                    + EXPECTED + suggestion(text));
        }
        if (text.length() > MAX_LENGTH) {
            return Optional.of("has " + text.length() + " characters; " + EXPECTED);
        }
        return Optional.empty();
    }

    private static final String EXPECTED =
            "a name is 1 to 64 characters of a-z, 0-9, '.', '_' and '-', and begins with a letter or digit";

    /** Accents, capitals and look-alikes are replaced, what else is illegal becomes a hyphen, or nothing at either end. */
    private static String suggestion(String text) {
        String near = LookAlikes.replace(text.toLowerCase(Locale.ROOT))
                .toLowerCase(Locale.ROOT)
                .replaceAll("^[^a-z0-9]+|[^a-z0-9._-]+$", "")
                .replaceAll("[^a-z0-9._-]+", "-");
        return isLegal(near) ? " (did you mean \"" + near + "\"?)" : "";
    }

    private static int firstIllegalCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            byte kind = c < ASCII.length ? ASCII[c] : ILLEGAL;
            if (kind == ILLEGAL || (kind == PUNCTUATION && i == 0)) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] kindsOfAscii() {
        byte[] kinds = new byte[0x80];
        Arrays.fill(kinds, 'a', 'z' + 1, ALPHANUMERIC);
        Arrays.fill(kinds, '0', '9' + 1, ALPHANUMERIC);
        kinds['.'] = PUNCTUATION;
        kinds['_'] = PUNCTUATION;
        kinds['-'] = PUNCTUATION;
        return kinds;
    }
}
