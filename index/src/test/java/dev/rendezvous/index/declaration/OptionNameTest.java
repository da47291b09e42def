package dev.rendezvous.index.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "0", "join_timeout", "last-call.timeout", "storeType", "a."})
    void legalKeysAreLegal(String name) {
        assertThat(OptionName.problemWith(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                " a",
                "a ",
                "_a",
                "-a",
                ".a",
                "a=b",
                "a,b",
                "a\n",
                "é",
                "\uff41",
                "\u0430",
                "a\u200b",
                "\u0661",
                "a\ud83d\ude80"
            })
    void otherTextIsNoKey(String name) {
        assertThat(OptionName.problemWith(name))
                .hasValueSatisfying(text -> assertThat(text).startsWith("is not a config key; a key is 1 to 64"));
    }

    @Test
    void keyHasAtMost64Characters() {
        assertThat(OptionName.problemWith("k".repeat(64))).isEmpty();
        assertThat(OptionName.problemWith("k".repeat(65))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "ca cert, ca_cert",
        "_ttl, ttl",
        "'ttl ', ttl",
        "joinTimeout(s), joinTimeout_s",
        "p\u043ert, port",
        "caf\u00e9, cafe"
    })
    void theNearestKeyIsOffered(String name, String suggestion) {
        assertThat(OptionName.problemWith(name))
                .hasValueSatisfying(text -> assertThat(text).endsWith("(did you mean \"" + suggestion + "\"?)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "!", "\u65e5\u672c"})
    void nothingIsOfferedThatIsNoKey(String name) {
        assertThat(OptionName.problemWith(name))
                .hasValueSatisfying(text -> assertThat(text).doesNotContain("did you mean"));
    }
}
