package dev.rendezvous.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM in the locale C makes of its arguments, read again. */
class ArgumentsTest {

    @TempDir
    Path dir;

    @Test
    void replacedBytesAreReadAgain() throws IOException {
        Path words = Files.write(dir.resolve("cmdline"), "java\0Rdzv\0get\0größe?\0".getBytes(UTF_8));

        assertThat(Arguments.recovered(words, "get", "gr????e?").orElseThrow()).containsExactly("get", "größe?");
        assertThat(Arguments.recovered(words, "get", "gr\ufffd\ufffd\ufffd\ufffde?")
                        .orElseThrow())
                .containsExactly("get", "größe?");
    }

    @Test
    void plainArgumentsNeedNoCommandLine() {
        assertThat(Arguments.recovered(dir.resolve("absent"), "get", "key").orElseThrow())
                .containsExactly("get", "key");
    }

    @Test
    void argumentsThatCannotBeReadAgainAreRefused() throws IOException {
        Path latin = Files.write(dir.resolve("latin"), new byte[] {'g', 'e', 't', 0, (byte) 0xf6, 0});

        assertThat(Arguments.recovered(dir.resolve("absent"), "get", "gr??e")).isEmpty();
        assertThat(Arguments.recovered(latin, "get", "?")).isEmpty();
        assertThat(Arguments.recovered(latin, "a", "b", "?")).isEmpty();
    }
}
