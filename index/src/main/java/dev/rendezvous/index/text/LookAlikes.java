package dev.rendezvous.index.text;

import java.text.Normalizer;

/** Turns letters that look like those of ASCII into these, for guesses at what a person meant. */
public final class LookAlikes {

    // The lower case letters of Cyrillic and Greek that most fonts draw as Latin ones, and what they are drawn as.
    private static final String FOREIGN =
            "\u0430\u0441\u0435\u04bb\u0456\u0458\u043e\u0440\u0455\u0445\u0443\u0501\u051b\u051d\u03b1\u03bf\u03bd\u03c1\u03b9\u03ba";
    private static final String LATIN = "acehijopsxydqwaovpik";

    private LookAlikes() {}

    /** {@return the text without accents and invisible characters, in as much ASCII as can be made of it} */
    public static String replace(String text) {
        StringBuilder replaced = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKD).codePoints().forEach(c -> append(replaced, c));
        return replaced.toString();
    }

    private static void append(StringBuilder replaced, int codePoint) {
        int foreign = FOREIGN.indexOf(codePoint);
        if (foreign >= 0) {
            replaced.append(LATIN.charAt(foreign));
            return;
        }
        switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.FORMAT -> {}
            case Character.DASH_PUNCTUATION -> replaced.append('-');
            default -> replaced.appendCodePoint(codePoint);
        }
    }
}
