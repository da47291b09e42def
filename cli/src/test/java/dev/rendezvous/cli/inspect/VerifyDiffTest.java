package dev.rendezvous.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rendezvous.cli.PluginJar;
import dev.rendezvous.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rdzv verify --diff}. What annotations ask for is in the integration tests, with the processor that reads them. */
class VerifyDiffTest {

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
    void linesWithoutClassAreRemoved() throws IOException {
        Path jar = PluginJar.withIndexOnly(folder.resolve("acme.jar"), STALE);
        byte[] bytes = Files.readAllBytes(jar);

        Run run = Run.of("verify", "--diff", jar);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).endsWith("""

                --- %1$s
                +++ %1$s, as the class files require it
                -(line 3: "no class name!" is not a class name; expected one such as com.acme.TestBackend)
                -(line 4: a record of com.acme.Orphan, which is not listed)
                -com.acme.Gone
                -#rendezvous:1 com.acme.Gone name=gone implementation=com.acme.GoneBackend
                """.formatted(jar + "!/" + PluginJar.INDEX));
        assertThat(jar).hasBinaryContent(bytes);
    }

    @Test
    void handWrittenLineIsKept() throws IOException {
        Path jar = PluginJar.compiled(folder, "mini");

        assertThat(Run.of("verify", "--diff", jar)).isEqualTo(Run.of("verify", jar));
    }

    @Test
    void jsonShowsTheSameLines() throws IOException {
        Path jar = PluginJar.withIndexOnly(folder.resolve("acme.jar"), "com.acme.Gone\n");

        JsonNode tree = new ObjectMapper()
                .readTree(Run.of("verify", "--diff", "--json", jar).out());

        assertThat(tree.at("/indexes").toString()).isEqualTo("""
                [{"path":"%s","file":"%s","remove":["com.acme.Gone"],"add":[]}]\
                """.formatted(jar, PluginJar.INDEX));
        assertThat(tree.at("/findings")).hasSize(1);
    }
}
