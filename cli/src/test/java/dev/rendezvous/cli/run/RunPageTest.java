package dev.rendezvous.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.launcher.plan.RunOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of {@code rdzv run} has the table of the options as the launcher knows them. */
class RunPageTest {

    private static final Path PAGE = Path.of("../docs/run.md");

    @Test
    void pageHasEveryOption() throws Exception {
        assertThat(Files.readString(PAGE))
                .as("replace the table of %s by this one", PAGE)
                .contains(table());
    }

    private static String table() {
        return "| Option | Default | torchrun | Meaning |\n|---|---|---|---|\n"
                + Arrays.stream(RunOption.values()).map(RunPageTest::row).collect(Collectors.joining());
    }

    private static String row(RunOption option) {
        String label = option.label().isEmpty() ? "" : " " + option.label().replace("|", "\\|");
        String torchrun = option.aliases().stream()
                .filter(name -> name.length() > 2 && !name.contains("_"))
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining());
        return "| `" + option.flag() + label + "` | " + option.defaultValue().replace("|", "\\|") + " | " + torchrun
                + " | " + option.description().replace("|", "\\|") + " |\n";
    }
}
