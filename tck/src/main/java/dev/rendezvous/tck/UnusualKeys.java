package dev.rendezvous.tck;

import java.util.ArrayList;
import java.util.List;

/** Keys that are all different. In a careless store some leave a directory, end a line, or are the same key. */
final class UnusualKeys {

    private static final List<String> SHORT = List.of(
            "",
            " ",
            "a",
            "A",
            "a/b",
            "a//b",
            "/a",
            "a/",
            "a\\b",
            ".",
            "..",
            "../a",
            "a%2Fb",
            "a+b",
            "a b",
            "a\nb",
            "a\u0000b",
            "con",
            "-",
            "~",
            "schlüssel",
            "schlu\u0308ssel",
            "鍵",
            "\uD83D\uDD11");

    private UnusualKeys() {}

    /** {@return the keys, and two long ones of which one is the beginning of the other} */
    static List<String> upTo(int longest) {
        List<String> keys = new ArrayList<>(SHORT);
        keys.add("k".repeat(longest - 1));
        keys.add("k".repeat(longest));
        return keys;
    }
}
