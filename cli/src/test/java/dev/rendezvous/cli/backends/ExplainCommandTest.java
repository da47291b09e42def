package dev.rendezvous.cli.backends;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rendezvous.cli.PluginJar;
import dev.rendezvous.cli.Run;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {

    private static final String RIVAL = """
            org.rival.Mini
            #rendezvous:1 org.rival.Mini name=mini implementation=org.rival.MiniBackend
            """;

    @TempDir
    static Path folder;

    static Path mini = Path.of("");

    @BeforeAll
    static void compile() throws IOException {
        mini = PluginJar.compiled(folder, "mini");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mini", "tiny"})
    void aBackendIsShownWithItsOriginAndItsOptions(String name) {
        Run run = Run.of("explain", name, "--plugins", mini);

        assertThat(run).isEqualTo(new Run(0, """
                mini
                  verdict      chosen
                  aliases      m, tiny
                  description  Meets in a directory
                  class        mini.MiniHandler
                  provider     mini.MiniProvider
                  from         %s, index line 1
                  options      2 config keys
                    KEY           TYPE      DEFAULT  REQUIRED  DESCRIPTION
                    join_timeout  duration  30s      no        How long to wait for the others
                    greeting      string             no
                """.formatted(mini), ""));
    }

    @Test
    void mistypedNameShowsTheNearestOne() {
        Run run = Run.of("explain", "statik");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("did you mean \"static\"").doesNotContain("annotation processor");
    }

    @Test
    void unknownNameShowsKnownNamesAndTheNearest() {
        Run run = Run.of("explain", "minni", "--plugins", mini);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("rdzv: no backend is called \"minni\" (did you mean \"mini\"?); known are mini, static"
                        + "; the registry searched the class loader \"plugins\"")
                .contains(mini.getFileName().toString())
                .endsWith("so check that the jar of the backend is on that path\n");
    }

    @Test
    void withoutPluginsTheOptionIsNamed() {
        assertThat(Run.of("explain", "mini")).isEqualTo(new Run(1, "", """
                rdzv: no backend is called "mini"; known are static; the registry searched the class path, so check that the jar of \
                the backend is on that path; name the jars to look into with --plugins PATH
                """));
    }

    @Test
    void pluginsWithoutAnIndexGetAHint() throws IOException {
        Path empty = PluginJar.withIndexOnly(folder.resolve("empty.jar"), "");

        Run run = Run.of("explain", "mini", "--plugins", empty);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("the jars of --plugins bring no backend", "without the annotation processor")
                .doesNotContain("name the jars to look into");
    }

    @Test
    void conflictShowsEveryCandidateAndChoosesNone() throws IOException {
        Path rival = PluginJar.withIndexOnly(folder.resolve("rival.jar"), RIVAL);

        Run run = Run.of("explain", "mini", "--plugins", rival, "--plugins", mini);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("class        mini.MiniHandler", "class        org.rival.MiniBackend", rival.toString())
                .containsPattern("(?s)verdict      not chosen.*verdict      not chosen");
    }

    @Test
    void losersAreShownAsFullyAsWinners() throws IOException {
        Path rival = PluginJar.withIndexOnly(folder.resolve("lines/rival.jar"), "# a comment\n" + RIVAL);

        Run run = Run.of("explain", "mini", "--plugins", rival, "--plugins", mini);

        assertThat(run.out())
                .contains("from         " + rival + ", index line 2\n", "from         " + mini + ", index line 1\n")
                .contains("2 backends claim the name and no preference settles it; prefer(\"mini\", ...) does\n")
                .contains("    join_timeout  duration  30s      no        How long to wait for the others\n");
    }

    @Test
    void backendThatCannotBeLoadedIsAFinding() throws IOException {
        Path rival = PluginJar.withIndexOnly(folder.resolve("gone/rival.jar"), RIVAL);

        Run run = Run.of("explain", "mini", "--plugins", rival);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("verdict      chosen, but cannot be loaded: the class org.rival.Mini is not there");
    }

    @Test
    void jsonTellsTheSame() throws IOException {
        Run run = Run.of("explain", "m", "--json", "--plugins", mini);
        JsonNode tree = new ObjectMapper().readTree(run.out());

        assertThat(run.exitCode()).isZero();
        assertThat(tree.at("/name").asText()).isEqualTo("m");
        assertThat(tree.at("/chosen").asText()).isEqualTo("mini.MiniHandler");
        JsonNode candidate = tree.at("/candidates/0");
        assertThat(candidate.at("/verdict").asText()).isEqualTo("chosen");
        assertThat(candidate.at("/line").asInt()).isEqualTo(1);
        assertThat(candidate.at("/origin").asText())
                .isEqualTo(mini.toFile().toURI().toString());
        assertThat(candidate.at("/options/0").toString()).isEqualTo("""
                {"name":"join_timeout","type":"DURATION","default":"30s","required":false,\
                "description":"How long to wait for the others"}""");
        assertThat(candidate.at("/options/1/default").isNull()).isTrue();
    }

    @Test
    void jsonOfAnUnknownNameListsKnownOnes() throws IOException {
        Run run = Run.of("explain", "tinny", "--json", "--plugins", mini);
        JsonNode tree = new ObjectMapper().readTree(run.out());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(tree.at("/chosen").isNull()).isTrue();
        assertThat(tree.at("/candidates")).isEmpty();
        assertThat(tree.at("/known/0").asText()).isEqualTo("mini");
        assertThat(tree.at("/nearest").asText()).isEqualTo("tiny");
    }
}
