package dev.rendezvous.tcpstore.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.Frame;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What C's {@code strtoll} makes of a text. */
class CounterTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "0,0",
                "-0,0",
                "+7,7",
                "007,7",
                "12abc,12",
                "0x10,0",
                "  42 ,42",
                "1 2,1",
                "-5,-5",
                "9223372036854775807,9223372036854775807",
                "-9223372036854775808,-9223372036854775808",
                "00000000000000000000000000001,1"
            })
    void theNumberIsWhatStandsAtTheBeginning(String text, long number) {
        assertThat(Counter.parse(Frame.bytes(text))).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "-",
                "--1",
                "+-1",
                "a1",
                "\0001",
                "\u00a01",
                "9223372036854775808",
                "-9223372036854775809",
                "99999999999999999999999"
            })
    void whatHasNoNumberOf64BitsIsEmpty(String text) {
        assertThat(Counter.parse(Frame.bytes(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t1", "\n1", "\u000b1", "\f1", "\r1", " \t\r\n1"})
    void everyBlankOfCIsSkipped(String text) {
        assertThat(Counter.parse(Frame.bytes(text))).hasValue(1);
    }
}
