package dev.rendezvous.index.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "a=b", "集合"})
    void everyTextIsAString(String text) {
        assertThat(ValueType.STRING.accepts(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-10, -10",
        "5, 5",
        "'  4', 4",
        "'4  ', 4",
        "' 4 ', 4",
        "+5, 5",
        "-0, 0",
        "007, 7",
        "'\u3000 4\n', 4",
        "2147483647, 2147483647",
        "-2147483648, -2147483648"
    })
    void integersAreDecimal(String text, int value) {
        assertThat(ValueType.parseInt(text)).hasValue(value);
        assertThat(ValueType.INT.accepts(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "-",
                "--5",
                "+-5",
                "a",
                "0a",
                "3b",
                "abc",
                "1.0",
                "0x10",
                "1_000",
                "1 000",
                "1,000",
                "1e3",
                "5L",
                "2147483648",
                "-2147483649",
                "99999999999999999999",
                "\uff15",
                "\u0665",
                "\u22125"
            })
    void otherTextIsNoInteger(String text) {
        assertThat(ValueType.parseInt(text)).isEmpty();
        assertThat(ValueType.INT.accepts(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "True", "TRUE", "tRue", "T", "t", "yes", "yEs", "Y", "y"})
    void theseAreTrue(String text) {
        assertThat(ValueType.parseBoolean(text)).contains(true);
        assertThat(ValueType.BOOL.accepts(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "false", "False", "FALSE", "faLse", "F", "f", "no", "nO", "N", "n"})
    void theseAreFalse(String text) {
        assertThat(ValueType.parseBoolean(text)).contains(false);
        assertThat(ValueType.BOOL.accepts(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " true",
                "true ",
                "true\n",
                "01",
                "00",
                "Flse",
                "Ture",
                "g",
                "4",
                "2",
                "-1",
                "_",
                "on",
                "off",
                "truefalse",
                "tr",
                "ye",
                "\uff54rue",
                "null"
            })
    void otherTextIsNeither(String text) {
        assertThat(ValueType.parseBoolean(text)).isEmpty();
        assertThat(ValueType.BOOL.accepts(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "30s, PT30S",
        "10m, PT10M",
        "2h, PT2H",
        "30, PT30S",
        "0, PT0S",
        "0ms, PT0S",
        "007s, PT7S",
        "' 30s ', PT30S",
        "PT30S, PT30S",
        "pt30s, PT30S",
        "P1D, PT24H",
        "PT1H2M3.5S, PT1H2M3.5S",
    })
    void durationsHaveTheseForms(String text, Duration value) {
        assertThat(ValueType.parseDuration(text)).contains(value);
        assertThat(ValueType.DURATION.accepts(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "s",
                "ms",
                "-1",
                "-1s",
                "+1s",
                "-PT1S",
                "PT-1S",
                "P-1D",
                "P",
                "PT",
                "P1",
                "1.5s",
                "1,5s",
                "30S",
                "10M",
                "10 s",
                "s10",
                "1d",
                "1us",
                "1h30m",
                "0x10",
                "\uff13s",
                "1e3",
                "soon",
                "9223372036854775808",
                "9223372036854775807m",
                "PT9223372036854775808S",
                "PT2562047788015216H"
            })
    void otherTextIsNoDuration(String text) {
        assertThat(ValueType.parseDuration(text)).isEmpty();
        assertThat(ValueType.DURATION.accepts(text)).isFalse();
    }

    @Test
    void everyTypeSaysWhatItExpects() {
        for (ValueType type : ValueType.values()) {
            assertThat(type.expected()).as(type.name()).isNotBlank();
        }
    }
}
