package dev.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PyTorch's config vectors. */
class ConfigTextTest {

    @Test
    void piecesAreSplitAtTheFirstEqualsSign() {
        assertThat(ConfigText.parse(" b= dummy2  ,c=dummy3=dummy4,  a =dummy1,d=dummy5/dummy6"))
                .containsExactly(
                        Map.entry("b", "dummy2"),
                        Map.entry("c", "dummy3=dummy4"),
                        Map.entry("a", "dummy1"),
                        Map.entry("d", "dummy5/dummy6"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   ", "\t\n"})
    void aBlankConfigIsEmpty(String text) {
        assertThat(ConfigText.parse(text)).isEmpty();
    }

    @Test
    void valueMayBeAnEqualsSign() {
        assertThat(ConfigText.parse("a==")).isEqualTo(Map.of("a", "="));
    }

    @Test
    void ofARepeatedKeyTheLastValueCounts() {
        assertThat(ConfigText.parse("a=1,b=2,a=3")).isEqualTo(Map.of("a", "3", "b", "2"));
    }

    @Test
    void keysAreCaseSensitive() {
        assertThat(ConfigText.parse("a=1,A=2")).isEqualTo(Map.of("a", "1", "A", "2"));
    }

    @Test
    void blanksInsideAreKept() {
        assertThat(ConfigText.parse("a b = c  d ")).isEqualTo(Map.of("a b", "c  d"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=dummy1,",
                "a=dummy1,,c=dummy2",
                "a=dummy1,   ,c=dummy2",
                "a=dummy1,=  ,c=dummy2",
                "a=dummy1, = ,c=dummy2",
                "a=dummy1,  =,c=dummy2",
                " ,  ",
                ",",
                "=",
                "=dummy1",
                ",a=dummy1"
            })
    void aPieceWithoutAKeyIsRefused(String text) {
        assertThatThrownBy(() -> ConfigText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining("has a piece without a key; expected key=value,key=value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"b=dummy1,a,c=dummy2", "b=dummy1,c=dummy2,a", "b=dummy1,a=,c=dummy2", "b=1,a=  ,c=2", "  a "})
    void aKeyWithoutAValueIsRefused(String text) {
        assertThatThrownBy(() -> ConfigText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the config key \"a\" has no value; expected key=value");
    }

    @Test
    void commasCannotBeQuoted() {
        assertThatThrownBy(() -> ConfigText.parse("x=\"a,b\""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"b\\\"\" has no value");
    }

    @Test
    void resultIsUnmodifiable() {
        Map<String, String> config = ConfigText.parse("a=1");

        assertThatThrownBy(() -> config.put("b", "2")).isInstanceOf(UnsupportedOperationException.class);
    }
}
