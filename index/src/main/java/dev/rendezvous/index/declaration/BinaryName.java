package dev.rendezvous.index.declaration;

import java.util.Arrays;
import java.util.Optional;

/**
 * The binary names of classes that an index may list: Java identifiers joined by dots, at least two of them.
 *
 * <p>A class of the unnamed package is refused: a jar that lists one stops a JVM that takes the jar as an automatic module.
 *
 * @since 0.1
 */
public final class BinaryName {

    private static final byte ILLEGAL = 0;
    private static final byte START = 1;
    private static final byte DIGIT = 2;
    private static final byte DOT = 3;

    /** A table, since thousands of names are checked in each discovery. */
    private static final byte[] ASCII = kindsOfAscii();

    private BinaryName() {}

    /**
     * {@return whether the text is the binary name of a class in a named package}
     *
     * @param text any text
     */
    public static boolean isLegal(String text) {
        return isDottedIdentifiers(text) && text.indexOf('.') > 0;
    }

    /**
     * {@return what is wrong with the text as a class name, as the end of a sentence that begins with it; empty for a legal
     * name}
     *
     * @param text any text
     */
    public static Optional<String> problemWith(String text) {
        if (isLegal(text)) {
            return Optional.empty();
        }
        return Optional.of(
                isDottedIdentifiers(text)
                        ? "is in no package; expected a class of a named package, such as com.acme.TestBackend"
                        : "is not a class name; expected one such as com.acme.TestBackend");
    }

    private static boolean isDottedIdentifiers(String text) {
        byte before = DOT;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ASCII.length) {
                return isDottedIdentifiersOfUnicode(text);
            }
            byte kind = ASCII[c];
            if (kind != START && (before == DOT || kind == ILLEGAL)) {
                return false;
            }
            before = kind;
        }
        return before != DOT;
    }

    private static byte[] kindsOfAscii() {
        byte[] kinds = new byte[0x80];
        Arrays.fill(kinds, 'a', 'z' + 1, START);
        Arrays.fill(kinds, 'A', 'Z' + 1, START);
        kinds['_'] = START;
        kinds['$'] = START;
        Arrays.fill(kinds, '0', '9' + 1, DIGIT);
        kinds['.'] = DOT;
        return kinds;
    }

    private static boolean isDottedIdentifiersOfUnicode(String text) {
        boolean atStart = true;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (atStart) {
                if (!Character.isJavaIdentifierStart(c)) {
                    return false;
                }
                atStart = false;
            } else if (c == '.') {
                atStart = true;
            } else if (!Character.isJavaIdentifierPart(c) || Character.isIdentifierIgnorable(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return !atStart;
    }
}
