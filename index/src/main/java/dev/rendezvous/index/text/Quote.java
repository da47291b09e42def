package dev.rendezvous.index.text;

/**
 * Shows untrusted text inside a message: in quotes, shortened, and with every character escaped that could confuse a terminal
 * or a reader.
 *
 * @since 0.1
 */
public final class Quote {

    private static final int MAX_LENGTH = 80;

    private Quote() {}

    /**
     * {@return the text in double quotes, at most 80 characters of it, with all but printable ASCII as {@code \\uXXXX}}
     *
     * @param text any text
     */
    public static String text(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), MAX_LENGTH); i++) {
            appendEscaped(quoted, text.charAt(i));
        }
        return quoted.append(text.length() > MAX_LENGTH ? "...\"" : "\"").toString();
    }

    /**
     * {@return the character in single quotes where it is printable ASCII, with its code point where it is not}
     *
     * @param codePoint any code point
     */
    public static String character(int codePoint) {
        String code = "U+" + String.format("%04X", codePoint);
        if (codePoint > ' ' && codePoint < 0x7f) {
            return "'" + (char) codePoint + "'";
        }
        return Character.isLetterOrDigit(codePoint) ? "'" + Character.toString(codePoint) + "' (" + code + ")" : code;
    }

    private static void appendEscaped(StringBuilder quoted, char c) {
        if (c == '"' || c == '\\') {
            quoted.append('\\').append(c);
        } else if (c >= ' ' && c < 0x7f) {
            quoted.append(c);
        } else {
            quoted.append("\\u").append(String.format("%04x", (int) c));
        }
    }
}
