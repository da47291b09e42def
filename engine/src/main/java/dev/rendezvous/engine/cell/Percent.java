package dev.rendezvous.engine.cell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;

/** Percent-encoding of UTF-8, with the set of characters that stay as they are. */
public final class Percent {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Percent() {}

    /** Encodes all but ASCII letters, digits and the characters of {@code kept}. */
    static String encode(String text, String kept) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(UTF_8)) {
            if (isPlain(octet) || kept.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(byte octet) {
        return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') || (octet >= '0' && octet <= '9');
    }

    /** Decodes, or throws an IllegalArgumentException that says what is wrong with the text. */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            octets.write(c == '%' ? octetAt(text, i + 1) : c);
            i += c == '%' ? 2 : 0;
        }
        return strictUtf8(octets.toByteArray(), text);
    }

    private static int octetAt(String text, int at) {
        if (at + 2 > text.length()
                || !HexFormat.isHexDigit(text.charAt(at))
                || !HexFormat.isHexDigit(text.charAt(at + 1))) {
            throw new IllegalArgumentException("expected two hexadecimal digits after % in \"" + text + "\"");
        }
        return HexFormat.fromHexDigits(text, at, at + 2);
    }

    private static String strictUtf8(byte[] octets, String text) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("expected percent-encoded UTF-8, but got \"" + text + "\"", e);
        }
    }
}
