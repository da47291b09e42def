package dev.rendezvous.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @Test
    void oneLineIsOneLine() {
        assertThat(Text.oneLine("  first\r\n   second\n\nthird ")).isEqualTo("first second third");
    }

    @Test
    void foreignTextCannotControlTheTerminal() {
        assertThat(Text.oneLine("a\u001b[31mred\u0007 \u202eback")).isEqualTo("a?[31mred? ?back");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x61c, 0x200b, 0x200e, 0x202a, 0x202e, 0x2028, 0x2029, 0x2066, 0x2069,
                0xfeff, 0xe0001
            })
    void aCharacterThatDoesMoreThanShowItselfIsReplaced(int steering) {
        String text = "a" + Character.toString(steering) + "b";

        assertThat(Text.printable(text)).isEqualTo("a?b");
        assertThat(Text.oneLine(text)).isIn("a?b", "a b");
    }

    @Test
    void lineThatIsPassedOnKeepsItsBlanks() {
        assertThat(Text.printable("\tat  com.acme \u4e16 ")).isEqualTo(" at  com.acme \u4e16 ");
    }

    @Test
    void sentenceOfApiIsShownWithoutItsClass() {
        assertThat(Text.oneLine(new IllegalArgumentException("the run id is blank")))
                .isEqualTo("the run id is blank");
    }

    @Test
    void otherMessageIsShownWithItsClass() {
        assertThat(Text.oneLine(new IOException("x"))).isEqualTo("java.io.IOException: x");
        assertThat(Text.oneLine(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void onlyALongerTextIsShortened() {
        assertThat(Text.shortened("0123456789", 10)).isEqualTo("0123456789");
        assertThat(Text.shortened("01234 67890", 9)).isEqualTo("01234...");
        assertThat(Text.shortened("\uD83D\uDE80\uD83D\uDE80\uD83D\uDE80\uD83D\uDE80\uD83D\uDE80", 4))
                .isEqualTo("\uD83D\uDE80...");
    }
}
