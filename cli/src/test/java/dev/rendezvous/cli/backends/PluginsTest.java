package dev.rendezvous.cli.backends;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.cli.PluginJar;
import dev.rendezvous.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginsTest {

    private static final String INDEX_OF_A = "com.acme.A\n#rendezvous:1 com.acme.A name=a implementation=com.acme.A\n";
    private static final String INDEX_OF_B = "com.acme.B\n#rendezvous:1 com.acme.B name=b implementation=com.acme.B\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"backends", "explain a", "demo"})
    void aPathThatDoesNotExistIsWrongUsage(String command) {
        Path missing = folder.resolve("missing.jar");

        assertWrongUsage(missing + " does not exist", command, missing);
    }

    @Test
    void emptyPathIsWrongUsage() {
        Run run = Run.of("backends", "--plugins", "");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("rdzv: --plugins: the path is empty\n");
    }

    @Test
    void folderWithoutJarsIsWrongUsage() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "no jar");
        Files.createDirectory(folder.resolve("folder.jar"));

        assertWrongUsage("the folder " + folder + " holds no jar", "backends", folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "this is text"})
    void aFileThatIsNoJarIsWrongUsage(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("text.jar"), content);

        assertWrongUsage(file + " is not a jar: zip", "backends", file);
    }

    @Test
    void damagedJarIsProblemAndHidesNoOther() throws IOException {
        Files.writeString(folder.resolve("broken.jar"), "not a zip file");
        PluginJar.withIndexOnly(folder.resolve("good.jar"), INDEX_OF_A);

        Run run = Run.of("backends", "--plugins", folder);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("good.jar").doesNotContain("broken.jar");
        assertThat(run.err()).startsWith("problem: file:/").contains(folder + "/broken.jar: ", "is not a jar");
    }

    @Test
    void jarThatIsNamedTwiceCountsOnce() throws IOException {
        Path a = PluginJar.withIndexOnly(folder.resolve("jars/a.jar"), INDEX_OF_A);
        Path b = PluginJar.withIndexOnly(folder.resolve("b.jar"), INDEX_OF_B);

        Run run = Run.of("backends", "--plugins", b, "--plugins", a, "--plugins", folder.resolve("jars"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
                .startsWith("NAME ALIASES DESCRIPTION JAR", "a a.jar", "b b.jar")
                .hasSize(4);
    }

    @Test
    void pathWithBlanksAndUmlautsIsShownUnchanged() throws IOException {
        Path jar = PluginJar.withIndexOnly(folder.resolve("my plug-ins/h\u00fclse 1.jar"), INDEX_OF_A);

        assertThat(Run.of("backends", "--plugins", jar).out()).contains("h\u00fclse 1.jar");
        assertThat(Run.of("explain", "a", "--plugins", jar).out()).contains("from         " + jar + ", index line 1");
    }

    private static void assertWrongUsage(String message, String command, Path plugins) {
        Run run = Run.of((Object[]) (command + " --plugins=" + plugins).split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("rdzv: --plugins: " + message).contains("Try 'rdzv ");
    }
}
