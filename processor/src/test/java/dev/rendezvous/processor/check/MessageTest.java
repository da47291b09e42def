package dev.rendezvous.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MessageTest {

    private static final Path PAGE = Path.of("..", "docs", "diagnostics.md");

    @Test
    void everyIdHasOneSection() throws IOException {
        List<String> sections = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("## RDZ"))
                .map(line -> line.substring("## ".length()))
                .toList();

        assertThat(sections)
                .containsExactly(
                        Arrays.stream(Message.values()).map(Message::id).toArray(String[]::new));
    }

    @Test
    void everySectionShowsWrongAndRightCode() throws IOException {
        for (String section : Files.readString(PAGE).split("\n## ", -1)) {
            if (section.startsWith("RDZ")) {
                assertThat(section).contains("Wrong", "Right");
            }
        }
    }

    @Test
    void idsAreUnique() {
        assertThat(Arrays.stream(Message.values()).map(Message::id)).doesNotHaveDuplicates();
    }

    @Test
    void textHasIdSentenceAndLink() {
        assertThat(Message.ABSTRACT_CLASS.text("com.acme.X"))
                .isEqualTo(
                        "RDZ007: com.acme.X is abstract; annotate a class that can be instantiated, or a static method"
                                + " (see https://rendezvous.dev/docs/diagnostics.md#rdz007)");
    }

    @Test
    void linkDoesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(Message.ILLEGAL_NAME.link()).isEqualTo("https://rendezvous.dev/docs/diagnostics.md#rdz001");
        } finally {
            Locale.setDefault(before);
        }
    }
}
