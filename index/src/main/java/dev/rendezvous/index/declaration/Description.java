package dev.rendezvous.index.declaration;

import dev.rendezvous.index.text.Quote;
import java.util.Optional;

/**
 * The grammar of descriptions: one line of well-formed text without control characters, that neither begins nor ends with
 * a blank. The empty text is a description.
 *
 * @since 0.1
 */
public final class Description {

    private Description() {}

    /**
     * {@return what is wrong with the text as a description, as the end of a sentence that begins with "the description";
     * empty for a legal one}
     *
     * @param text any text
     */
    public static Optional<String> problemWith(String text) {
        if (text.startsWith(" ") || text.endsWith(" ")) {
            return Optional.of("begins or ends with a blank");
        }
        for (int i = endOfPrintableAscii(text); i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!isLegal(c)) {
                return Optional.of("has " + Quote.character(c) + " at index " + i
                        + "; a description is one line of text without control characters");
            }
            i += Character.charCount(c);
        }
        return Optional.empty();
    }

    private static int endOfPrintableAscii(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) >= ' ' && text.charAt(end) <= '~') {
            end++;
        }
        return end;
    }

    private static boolean isLegal(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            default -> true;
        };
    }
}
