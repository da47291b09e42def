package dev.rendezvous.cli.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.cli.text.UsageException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySyntaxTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "workers/0,workers/0",
                "größe 😀,größe 😀",
                "a b,a b",
                " a,\\x20a",
                "a ,a\\x20",
                "--raw,\\x2d-raw",
                "C:\\x,C:\\\\x",
                "esc\u001b[31m,esc\\x1b[31m",
                "rtl\u202e,rtl\\xe2\\x80\\xae",
                "nbsp\u00a0x,nbsp\\xc2\\xa0x",
                "\ufffd,\\xef\\xbf\\xbd",
            })
    void keyIsShownSoThatItCanBePasted(String key, String shown) {
        assertThat(KeySyntax.format(key.getBytes(UTF_8), false)).isEqualTo(shown);
        assertThat(KeySyntax.parseText(shown)).isEqualTo(key);
    }

    @Test
    void terminalWithoutUnicodeGetsBytes() {
        assertThat(KeySyntax.format("größe".getBytes(UTF_8), true)).isEqualTo("gr\\xc3\\xb6\\xc3\\x9fe");
    }

    @Test
    void anyBytesAreShownDistinctlyAndReadAgain() {
        Random random = new Random(7);
        Set<String> shown = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            byte[] key = new byte[random.nextInt(5)];
            random.nextBytes(key);
            String text = KeySyntax.format(key, i % 2 == 0);
            assertThat(text).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
            assertThat(KeySyntax.parse(text)).as(text).isEqualTo(key);
            if (i % 2 == 0) {
                shown.add(text);
                keys.add(new String(key, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(shown).hasSameSizeAs(keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\b", "\\", "\\x1", "\\xzz", "\\u0041"})
    void backslashOfNoEscapeIsRefused(String key) {
        assertThatThrownBy(() -> KeySyntax.parse(key))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("is not part of \\\\ or \\xHH");
    }

    @Test
    void replacedBytesAreRefused() {
        assertThatThrownBy(() -> KeySyntax.parse("gr\ufffd\ufffde"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("bytes that the locale cannot read");
    }

    @Test
    void bytesThatAreNotTextAreRefused() {
        assertThatThrownBy(() -> KeySyntax.parseText("\\xff"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("is not UTF-8");
    }
}
