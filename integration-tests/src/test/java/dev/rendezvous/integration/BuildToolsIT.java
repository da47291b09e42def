package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.testkit.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jdt.internal.compiler.batch.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the blocks of docs/build-tools.md, with the jars that an author has. */
@DisabledOnOs(OS.WINDOWS)
class BuildToolsIT {

    private static final String SOURCE = "src/main/java/com/acme/SoloBackend.java";

    @TempDir
    private Path project;

    @BeforeEach
    void writeTheBackend() throws IOException {
        Path source = project.resolve("src/com/acme/SoloBackend.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, Page.of("writing-a-backend.md").file(SOURCE));
    }

    private static String block(String section) throws IOException {
        Pattern block = Pattern.compile("^## " + section + "$.*?```sh\\n(.*?)```", Pattern.DOTALL | Pattern.MULTILINE);
        return block.matcher(Page.of("build-tools.md").text())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private CommandResult run(String script) throws Exception {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        String variables = """
                set -e
                PATH='%s':$PATH
                API='%s'
                PROCESSOR='%s'
                ECJ='%s'
                """.formatted(
                        bin,
                        Author.path(Author.jarOf(RendezvousBackend.class), Author.runtimeJar(), Author.indexJar()),
                        Author.processorJar(),
                        Author.jarOf(Main.class));
        return CommandResult.of(project, Duration.ofMinutes(2), List.of("sh", "-c", variables + script));
    }

    private void assertBackendIsPacked() {
        assertThat(Author.contents(project.resolve("solo.jar")))
                .containsKeys("com/acme/SoloBackend_RendezvousProvider.class", Author.INDEX);
    }

    @Test
    void javacMakesAProviderAndAnIndex() throws Exception {
        CommandResult result = run(block("javac"));

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertBackendIsPacked();
    }

    @Test
    void eclipseCompilerMakesAProviderAndAnIndex() throws Exception {
        CommandResult result = run(block("The Eclipse compiler"));

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertBackendIsPacked();
    }

    /** The page warns of it; when a later version no longer does this, the warning goes. */
    @Test
    void eclipseCompilerIgnoresProcessorsBeforeTheClassPath() throws Exception {
        String otherOrder = block("The Eclipse compiler")
                .replace("-cp \"$API\" -processorpath \"$PROCESSOR\"", "-processorpath \"$PROCESSOR\" -cp \"$API\"");
        CommandResult result = run(otherOrder);

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(Author.contents(project.resolve("solo.jar")))
                .containsKey("com/acme/SoloBackend.class")
                .doesNotContainKey(Author.INDEX);
    }

    @Test
    void optionOfAnIdleProcessorIsAWarning() throws Exception {
        Files.writeString(project.resolve("PlainTest.java"), "final class PlainTest {}\n");
        String compile = "javac -Werror -Arendezvous.metadata=none -processorpath \"$PROCESSOR\" -d out PlainTest.java";

        CommandResult refused = run(compile);
        assertThat(refused.exitCode()).isNotZero();
        assertThat(Page.of("build-tools.md").text()).contains(refused.lines().subList(0, 2));
        assertThat(run(compile.replace("javac", "javac -proc:none")).exitCode()).isZero();
    }
}
