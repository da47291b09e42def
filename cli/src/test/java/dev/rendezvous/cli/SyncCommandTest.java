package dev.rendezvous.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the command looks. What annotations ask for is in the integration tests, with the processor that answers them. */
class SyncCommandTest {

    private static final String STALE = """
            com.acme.Gone
            #rendezvous:1 com.acme.Gone name=gone implementation=com.acme.GoneBackend
            no class name!
            #rendezvous:1 com.acme.Orphan name=orphan implementation=com.acme.OrphanBackend
            """;

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void findFolder() throws IOException {
        folder = temporary.toRealPath();
    }

    @Test
    void withoutDryRunItIsWrongUsageThatSaysSo() throws IOException {
        Path jar = PluginJar.withIndexOnly(folder.resolve("acme.jar"), STALE);

        assertThat(Run.of("sync", jar)).isEqualTo(new Run(2, "", """
                rdzv: sync writes no index; say --dry-run to see the lines that one should have
                Try 'rdzv sync --help'.
                """));
    }

    @Test
    void linesThatNoClassAsksForGo() throws IOException {
        Path jar = PluginJar.withIndexOnly(folder.resolve("acme.jar"), STALE);
        byte[] bytes = Files.readAllBytes(jar);

        Run run = Run.of("sync", "--dry-run", jar);

        assertThat(run).isEqualTo(new Run(1, """
                --- %1$s
                +++ %1$s as the class files ask for it
                -(line 3: "no class name!" is no class name; expected one such as com.acme.TestBackend)
                -(line 4: a record of com.acme.Orphan, which is not listed)
                -com.acme.Gone
                -#rendezvous:1 com.acme.Gone name=gone implementation=com.acme.GoneBackend
                """.formatted(jar + "!/" + PluginJar.INDEX), ""));
        assertThat(jar).hasBinaryContent(bytes);
    }

    @Test
    void aLineThatWasWrittenByHandStays() throws IOException {
        Path jar = PluginJar.compiled(folder, "mini");

        assertThat(Run.of("sync", "--dry-run", jar)).isEqualTo(new Run(0, "No difference in 1 index file.\n", ""));
    }

    @Test
    void jsonTellsTheSame() throws IOException {
        Path jar = PluginJar.withIndexOnly(folder.resolve("acme.jar"), "com.acme.Gone\n");

        JsonNode tree = new ObjectMapper()
                .readTree(Run.of("sync", "--dry-run", "--json", jar).out());

        assertThat(tree.toString()).isEqualTo("""
                {"indexes":[{"path":"%s","file":"%s","remove":["com.acme.Gone"],"add":[]}],"findings":[]}\
                """.formatted(jar, PluginJar.INDEX));
    }
}
