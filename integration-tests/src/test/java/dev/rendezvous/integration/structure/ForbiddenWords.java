package dev.rendezvous.integration.structure;

import java.util.List;
import java.util.regex.Pattern;

/** Words that make a sentence hard to understand. CONTRIBUTING has the rule and what to write instead. */
final class ForbiddenWords {

    private static final Pattern WORDS = Pattern.compile(
            "\\b(lest|who(m|ever)?|nobody|somebody|surely|mends?|mended|in\\s+parting|in\\s+vain|be\\s+it|at\\s+the\\s+most)\\b",
            Pattern.CASE_INSENSITIVE);

    private ForbiddenWords() {}

    /** {@return each of the words in the text, with what stands around it} */
    static List<String> in(String text) {
        return WORDS.matcher(text)
                .results()
                .map(found -> "\"" + found.group() + "\" in \"" + around(text, found.start(), found.end()) + "\"")
                .toList();
    }

    private static String around(String text, int start, int end) {
        int margin = 40;
        return text.substring(Math.max(0, start - margin), Math.min(text.length(), end + margin))
                .replaceAll("\\s+", " ")
                .strip();
    }
}
