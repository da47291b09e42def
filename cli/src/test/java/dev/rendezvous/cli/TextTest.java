package dev.rendezvous.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void oneLineIsOneLine() {
        assertThat(Text.oneLine("  first\r\n   second\n\nthird ")).isEqualTo("first second third");
    }

    @Test
    void aStrangersTextCannotSteerTheTerminal() {
        assertThat(Text.oneLine("a\u001b[31mred\u0007 \u202eback")).isEqualTo("a?[31mred? ?back");
    }

    @Test
    void aSentenceOfTheApiIsShownWithoutTheClassThatSaysIt() {
        assertThat(Text.oneLine(new IllegalArgumentException("the run id is blank")))
                .isEqualTo("the run id is blank");
    }

    @Test
    void whatIsNoSentenceIsShownWithItsClass() {
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
