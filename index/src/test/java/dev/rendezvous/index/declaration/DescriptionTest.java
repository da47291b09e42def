package dev.rendezvous.index.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "Meets  in a -- shared directory",
                "#",
                "-- x",
                "\"",
                "集合 🚀",
                "e\u0301",
                "\u00a0x\u00a0"
            })
    void aLineOfTextIsADescription(String text) {
        assertThat(Description.problemWith(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", " x", "x ", "  "})
    void blanksAtTheEndsAreRefused(String text) {
        assertThat(Description.problemWith(text)).contains("begins or ends with a blank");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a\tb'        | U+0009 | 1",
                "'a\n'         | U+000A | 1",
                "'\r'          | U+000D | 0",
                "ab\u001b[31m  | U+001B | 2",
                "a\u007f       | U+007F | 1",
                "a\u0085b      | U+0085 | 1",
                "a\u009bb      | U+009B | 1",
                "a\u2028b      | U+2028 | 1",
                "a\u2029b      | U+2029 | 1",
                "a\ud83d       | U+D83D | 1",
                "a\ude80b      | U+DE80 | 1",
                "🚀\ude80      | U+DE80 | 2",
            })
    void whatIsNoLineOfTextIsRefused(String text, String character, int index) {
        assertThat(Description.problemWith(text))
                .contains("has " + character + " at index " + index
                        + "; a description is one line of text without control characters");
    }
}
