package dev.rendezvous.index.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackendNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "9z", "c10d", "etcd-v2", "com.acme.tcp_store", "a--b", "a.", "a-", "a_"})
    void legalNamesAreLegal(String name) {
        assertThat(BackendName.isLegal(name)).isTrue();
        assertThat(BackendName.problemWith(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                | is blank",
                "'  '              | is blank",
                "'\t'              | is blank",
                "-a                | has '-' at index 0",
                ".a                | has '.' at index 0",
                "_a                | has '_' at index 0",
                "'a b'             | has U+0020 at index 1",
                "' a'              | has U+0020 at index 0",
                "'a\n'             | has U+000A at index 1",
                "a/b               | has '/' at index 1",
                "a,b               | has ',' at index 1",
                "a=b               | has '=' at index 1",
                "TestBackend       | has 'T' at index 0",
                "tcpstor\u00e9     | has '\u00e9' (U+00E9) at index 7",
                "\uff41bc          | has '\uff41' (U+FF41) at index 0", // full-width a
                "\uff11a           | has '\uff11' (U+FF11) at index 0", // full-width 1
                "tcpst\u043ere     | has '\u043e' (U+043E) at index 5", // Cyrillic o
                "\u0661a           | has '\u0661' (U+0661) at index 0", // Arabic-Indic 1
                "a\u200bb          | has U+200B at index 1", // zero width space
                "a\u00adb          | has U+00AD at index 1", // soft hyphen
                "a\u2010b          | has U+2010 at index 1", // hyphen
                "a\u202eb          | has U+202E at index 1", // right-to-left override
                "ab\ud83d\ude80    | has U+1F680 at index 2",
                "ab\ud83d          | has U+D83D at index 2",
            })
    void anIllegalNameIsExplained(String name, String problem) {
        assertThat(BackendName.isLegal(name)).isFalse();
        assertThat(BackendName.problemWith(name))
                .hasValueSatisfying(text -> assertThat(text).startsWith(problem + "; a name is 1 to 64 characters of"));
    }

    @Test
    void nameHasAtMost64Characters() {
        assertThat(BackendName.isLegal("a".repeat(64))).isTrue();
        assertThat(BackendName.isLegal("a".repeat(65))).isFalse();
        assertThat(BackendName.problemWith("a".repeat(65)))
                .hasValueSatisfying(text -> assertThat(text).startsWith("has 65 characters; "));
    }

    @Test
    void blankNameIsIllegalHoweverLong() {
        assertThat(BackendName.isLegal(" ".repeat(100))).isFalse();
        assertThat(BackendName.problemWith(" ".repeat(100)))
                .hasValueSatisfying(text -> assertThat(text).startsWith("is blank"));
    }

    @ParameterizedTest
    @CsvSource({
        "TestBackend, testbackend",
        "C10D, c10d",
        "'My Backend', my-backend",
        "' padded ', padded",
        "\u212adb, kdb", // the Kelvin sign, whose lower case is a plain k
        "\u00dcnited, united",
        "A/B, a-b",
        "'what? ever!', what-ever",
        "-A, a",
        "'__Test Backend', test-backend",
        "tcpst\u043ere, tcpstore", // Cyrillic o
        "\u0421\u0410\u0420, cap", // Cyrillic capitals
        "\u03b1lph\u03b1, alpha", // Greek alpha
        "\uff41bc, abc", // full-width a
        "a\u2010b, a-b", // hyphen
        "a\u2212b, a-b", // minus
        "a\u200bb, ab", // zero width space
    })
    void theNearestLegalNameIsOffered(String name, String suggestion) {
        assertThat(BackendName.problemWith(name))
                .hasValueSatisfying(text -> assertThat(text).endsWith("(did you mean \"" + suggestion + "\"?)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "!?", "\u65e5\u672c", "\ud83d\ude80"})
    void nothingIsOfferedThatIsNotLegal(String name) {
        assertThat(BackendName.problemWith(name))
                .hasValueSatisfying(text -> assertThat(text).doesNotContain("did you mean"));
    }

    @Test
    void offerHasAtMost64Characters() {
        assertThat(BackendName.problemWith("A".repeat(65)))
                .hasValueSatisfying(text -> assertThat(text).doesNotContain("did you mean"));
    }
}
