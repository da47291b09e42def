package dev.rendezvous.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhyCommandTest {

    @Test
    void sectionOfTheIdIsPrinted() {
        Run run = Run.of("why", "RDZ002");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("RDZ002\n\n")
                .contains("\nWrong:\n\n    @RendezvousBackend(value = \"etcd\", aliases = \"etcd v2\")\n")
                .doesNotContain("```", "](", "RDZ003");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rdz012", "012", "12"})
    void idMayBeShortened(String id) {
        assertThat(Run.of("why", id)).isEqualTo(Run.of("why", "RDZ012"));
    }

    @ParameterizedTest
    @CsvSource({"RDZ12, RDZ012", "RDZO12, RDZ012", "RDZ-012, RDZ012"})
    void unknownIdGetsTheNearest(String id, String nearest) {
        Run run = Run.of("why", id);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("rdzv: no diagnostic has the id \"" + id + "\" (did you mean " + nearest
                        + "?); the ids are RDZ001, ");
    }

    @Test
    void idThatResemblesNothingGetsTheList() {
        assertThat(Run.of("why", "no-such-thing").err())
                .startsWith("rdzv: no diagnostic has the id \"no-such-thing\"; the ids are RDZ001, ")
                .contains("RDZ900");
    }

    @Test
    void jarContainsEverySectionOfThePage() throws IOException {
        List<String> headings = Files.readAllLines(Path.of("..", "docs", "diagnostics.md")).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();

        assertThat(DiagnosticsPage.load().sections().keySet()).containsExactlyElementsOf(headings);
    }
}
