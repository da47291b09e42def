package dev.rendezvous.index.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuoteTest {

    @Test
    void printableAsciiIsShownAsItIs() {
        assertThat(Quote.text("")).isEqualTo("\"\"");
        assertThat(Quote.text("a B~!'")).isEqualTo("\"a B~!'\"");
    }

    @Test
    void quotesAndBackslashesAreEscaped() {
        assertThat(Quote.text("a\"b\\u0041")).isEqualTo("\"a\\\"b\\\\u0041\"");
    }

    @Test
    void everythingElseIsACode() {
        assertThat(Quote.text("\n\t\u001b[31m\u007f\u0085é\u202e\u0430🚀"))
                .isEqualTo("\"\\u000a\\u0009\\u001b[31m\\u007f\\u0085\\u00e9\\u202e\\u0430\\ud83d\\ude80\"");
    }

    @Test
    void longTextIsShortened() {
        assertThat(Quote.text("x".repeat(80))).isEqualTo("\"" + "x".repeat(80) + "\"");
        assertThat(Quote.text("x".repeat(81))).isEqualTo("\"" + "x".repeat(80) + "...\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0x41    | 'A'",
                "0x7e    | '~'",
                "0x20    | U+0020",
                "0x00    | U+0000",
                "0x7f    | U+007F",
                "0x202e  | U+202E",
                "0xd83d  | U+D83D",
                "0x1f680 | U+1F680",
                "0xff41  | '\uff41' (U+FF41)",
                "0x430   | '\u0430' (U+0430)",
                "0x1d49c | '\ud835\udc9c' (U+1D49C)",
            },
            quoteCharacter = '`')
    void aCharacterIsShownWithItsCodeUnlessItIsPlain(int codePoint, String shown) {
        assertThat(Quote.character(codePoint)).isEqualTo(shown);
    }
}
