package dev.rendezvous.cli.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.cli.text.UsageException;
import dev.rendezvous.index.text.Quote;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * How keys are shown and written. A key is bytes; what can be read stands for itself, a backslash is {@code \\}, and any other byte is
 * {@code \xHH}. What is shown can be pasted into a command, and no two keys look alike.
 */
final class KeySyntax {

    private static final int MAX_UTF8_BYTES = 4;
    private static final HexFormat HEX = HexFormat.of();

    private KeySyntax() {}

    /**
     * {@return the key as it is shown}
     *
     * @param key the bytes
     * @param isAscii whether the terminal has no other characters
     */
    static String format(byte[] key, boolean isAscii) {
        StringBuilder text = new StringBuilder(key.length);
        int at = 0;
        while (at < key.length) {
            int length = lengthOfCharacter(key, at);
            int c = length == 0 ? 0 : new String(key, at, length, UTF_8).codePointAt(0);
            boolean isAtEdge = at == 0 || at + length == key.length;
            if (length > 0 && isShown(c, isAscii, isAtEdge) && !(at == 0 && c == '-')) {
                text.append(c == '\\' ? "\\\\" : Character.toString(c));
            } else {
                appendHex(text, key, at, Math.max(1, length));
            }
            at += Math.max(1, length);
        }
        return text.toString();
    }

    /**
     * {@return the bytes of a key}
     *
     * @param text the key as it is written
     * @throws UsageException if it has a backslash that stands for nothing, or a character that the locale has replaced
     */
    static byte[] parse(String text) {
        if (text.indexOf('\ufffd') >= 0) {
            throw new UsageException("the key " + Quote.text(text)
                    + " has bytes that the locale cannot read; write them as \\xHH, or set LC_ALL to a UTF-8 locale");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\\', at);
            if (end < 0) {
                end = text.length();
            }
            bytes.writeBytes(text.substring(at, end).getBytes(UTF_8));
            at = end < text.length() ? parseEscape(text, end, bytes) : end;
        }
        return bytes.toByteArray();
    }

    /**
     * {@return a key that is text}
     *
     * @param text the key as it is written
     * @throws UsageException if it is not the UTF-8 of a text, or as above
     */
    static String parseText(String text) {
        byte[] bytes = parse(text);
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new UsageException("the key " + Quote.text(text) + " is not UTF-8; only get and keys take such keys");
        }
    }

    private static int parseEscape(String text, int at, ByteArrayOutputStream bytes) {
        if (text.startsWith("\\\\", at)) {
            bytes.write('\\');
            return at + 2;
        }
        boolean isHex = text.startsWith("\\x", at)
                && at + 4 <= text.length()
                && HexFormat.isHexDigit(text.charAt(at + 2))
                && HexFormat.isHexDigit(text.charAt(at + 3));
        if (!isHex) {
            throw new UsageException("the key " + Quote.text(text) + " has a backslash at index " + at
                    + " that is not part of \\\\ or \\xHH; write \\\\ for a backslash");
        }
        bytes.write(HexFormat.fromHexDigits(text, at + 2, at + 4));
        return at + 4;
    }

    /** {@return the number of bytes of the character that begins there; 0 if none does} */
    private static int lengthOfCharacter(byte[] key, int at) {
        for (int length = 1; length <= MAX_UTF8_BYTES && at + length <= key.length; length++) {
            String text = new String(key, at, length, UTF_8);
            if (text.codePointCount(0, text.length()) == 1
                    && Arrays.equals(text.getBytes(UTF_8), Arrays.copyOfRange(key, at, at + length))) {
                return length;
            }
        }
        return 0;
    }

    private static boolean isShown(int c, boolean isAscii, boolean isAtEdge) {
        if (c == ' ') {
            return !isAtEdge;
        }
        return switch (Character.getType(c)) {
            // The marks that turn the direction of writing are "format"; a replacement character would hide what it
            // replaces.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> c != 0xfffd && !(isAscii && c > 0x7e);
        };
    }

    private static void appendHex(StringBuilder text, byte[] key, int from, int length) {
        for (int i = from; i < from + length; i++) {
            text.append("\\x").append(HEX.toHexDigits(key[i]));
        }
    }
}
