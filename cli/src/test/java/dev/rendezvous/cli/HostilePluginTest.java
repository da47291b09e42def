package dev.rendezvous.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a jar or a worker says, it is text to look at. */
class HostilePluginTest {

    private static final String SHOWN = "steering.Red ? verdict ? chosen";

    @TempDir
    static Path folder;

    static Path steering = Path.of("");

    @BeforeAll
    static void compile() throws IOException {
        steering = PluginJar.compiled(folder, "steering");
    }

    @Test
    void explainedClassNameStaysOnOneLine() {
        Run run = Run.of("explain", "steering", "--plugins", steering);

        assertThat(run.out()).contains("  class        " + SHOWN + "\n");
        assertCannotSteer(run);
    }

    @Test
    void jsonKeepsTheTextAndEscapesIt() throws IOException {
        Run run = Run.of("explain", "steering", "--json", "--plugins", steering);

        assertThat(new ObjectMapper()
                        .readTree(run.out())
                        .at("/candidates/0/implementationClass")
                        .asText())
                .isEqualTo("steering.Red \u202e verdict \u2066 chosen");
        assertCannotSteer(run);
    }

    @Test
    void conflictingClassNameStaysOnOneLine() throws IOException {
        Path rival = PluginJar.withIndexOnly(
                folder.resolve("rival.jar"), "org.R\n#rendezvous:1 org.R name=steering implementation=org.Rival\n");

        Run run = Run.of("backends", "--plugins", steering, "--plugins", rival);

        assertThat(run.err()).contains("  " + SHOWN + " of " + steering + "\n");
        assertCannotSteer(run);
    }

    @Test
    void whatAWorkerPrintsIsText() {
        Run run = Run.of("demo", "--backend=steering", "--nodes=1", "--plugins", steering);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("\"steering\" is " + SHOWN + "\n", "worker 1 |   printed ?[35m?35m? end\n");
        assertThat(run.err()).contains("    printed ?[35m?35m? end\n");
        assertCannotSteer(run);
    }

    @Test
    void fileNamesInJarArePrintedAsText() throws IOException {
        String name = "BOOT-INF/lib/\u001b[35m\u202e\n.jar";
        Path jar = PluginJar.of(folder.resolve("app.jar"), Map.of(name, "no jar".getBytes(UTF_8)));

        Run verified = Run.of("verify", jar);
        Run locked = Run.of("lock", jar, "--out", folder.resolve("lock"));

        assertThat(verified.out()).contains(jar + "!/BOOT-INF/lib/?[35m?", ".jar\n  it cannot be read: ");
        assertCannotSteer(verified);
        assertCannotSteer(locked);
        assertCannotSteer(Run.of("verify", "--json", jar));
    }

    @Test
    void whatALockSaysIsText() throws IOException {
        Path lock = Files.writeString(folder.resolve("steering.lock"), """
                {"lockVersion":1,"jars":[{"jar":"\\u001b[35m.jar","sha256":"\\u202e"}],"backends":[{"name":"\\u001b[35m",
                "aliases":["\\u202e"],"implementation":"\\n","provider":"\\u001b","jar":"\\u2066"}]}""");
        Path noLock = Files.writeString(folder.resolve("no.lock"), "{\u001b[35m\u202e");

        Run verified = Run.of("verify", "--lock", lock, steering);

        assertThat(verified.out()).contains("?[35m.jar is in the lock");
        assertCannotSteer(verified);
        assertCannotSteer(Run.of("verify", "--lock", noLock, steering));
    }

    private static void assertCannotSteer(Run run) {
        assertThat(run.out() + run.err()).doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\n]]");
    }
}
