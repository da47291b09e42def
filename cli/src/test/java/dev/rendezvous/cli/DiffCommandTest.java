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

class DiffCommandTest {

    private static final String A = line("a", "");
    private static final String B = line("b", "");
    private static final String C = line("c", "");

    @TempDir
    Path temporary;

    private Path before;
    private Path after;

    @BeforeEach
    void packBoth() throws IOException {
        Path folder = temporary.toRealPath();
        before = Files.createDirectory(folder.resolve("before"));
        after = Files.createDirectory(folder.resolve("after"));
        PluginJar.withIndexOnly(before.resolve("x.jar"), A + B);
        PluginJar.withIndexOnly(after.resolve("x.jar"), line("a", "aliases=aa") + C);
    }

    @Test
    void whatWasRemovedAddedAndChangedIsInTwoTables() {
        Run run = Run.of("diff", before, after);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).matches("""
                CHANGE   BACKEND  WHAT
                removed  b        org\\.b\\.P in x\\.jar
                added    c        org\\.c\\.P in x\\.jar
                changed  a        aliases none -> aa

                CHANGE   JAR    SHA-256
                changed  x\\.jar  [0-9a-f]{12} -> [0-9a-f]{12}
                """);
    }

    @Test
    void theSameIsNoDifference() {
        assertThat(Run.of("diff", before, before)).isEqualTo(new Run(0, "No difference: 2 backends in 1 jar.\n", ""));
    }

    @Test
    void eitherSideMayBeALock() throws IOException {
        Path lock = temporary.resolve("a.lock");
        Path other = temporary.resolve("b.lock");
        Run.of("lock", before, "--out", lock);
        Run.of("lock", after, "--out", other);

        assertThat(Run.of("diff", lock, before).exitCode()).isZero();
        assertThat(Run.of("diff", lock, after)).isEqualTo(Run.of("diff", before, after));
        assertThat(Run.of("diff", lock, other)).isEqualTo(Run.of("diff", before, after));
        assertThat(Run.of("diff", before, other)).isEqualTo(Run.of("diff", before, after));
    }

    @Test
    void jsonTellsTheSame() throws IOException {
        JsonNode tree = new ObjectMapper()
                .readTree(Run.of("diff", "--json", before, after).out());

        assertThat(tree.at("/backends/removed").findValuesAsText("name")).containsExactly("b");
        assertThat(tree.at("/backends/added").findValuesAsText("name")).containsExactly("c");
        assertThat(tree.at("/backends/changed/0/before/aliases")).isEmpty();
        assertThat(tree.at("/backends/changed/0/after/aliases/0").asText()).isEqualTo("aa");
        assertThat(tree.at("/jars/changed/0/after/sha256").asText()).hasSize(64);
        assertThat(tree.at("/findings")).isEmpty();
    }

    @Test
    void whatCannotBeReadIsToldAndNothingIsFineThen() throws IOException {
        Path broken = Files.writeString(temporary.resolve("broken.jar"), "no jar");

        Run run = Run.of("diff", broken, broken);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).containsOnlyOnce("it cannot be read: ");
    }

    @Test
    void oneSideIsWrongUsage() {
        assertThat(Run.of("diff", before).exitCode()).isEqualTo(2);
        assertThat(Run.of("diff", before, temporary.resolve("absent")).err()).contains("does not exist");
    }

    private static String line(String name, String fields) {
        return "org.%1$s.P\n#rendezvous:1 org.%1$s.P name=%1$s %2$s implementation=org.%1$s.H\n"
                .formatted(name, fields);
    }
}
