package dev.rendezvous.engine.cell;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Text of a bounded length in bytes. */
final class Utf8 {

    private Utf8() {}

    /** The longest prefix with whole characters and at most so many bytes of UTF-8. */
    static String cut(String text, int maxBytes) {
        String valid = new String(text.getBytes(UTF_8), UTF_8);
        if (valid.length() * 3L <= maxBytes || valid.getBytes(UTF_8).length <= maxBytes) {
            return valid;
        }
        int end = 0;
        int bytes = 0;
        while (end < valid.length()) {
            int point = valid.codePointAt(end);
            bytes += bytesOf(point);
            if (bytes > maxBytes) {
                break;
            }
            end += Character.charCount(point);
        }
        return valid.substring(0, end);
    }

    private static int bytesOf(int point) {
        if (point < 0x80) {
            return 1;
        }
        if (point < 0x800) {
            return 2;
        }
        return point < 0x10000 ? 3 : 4;
    }
}
