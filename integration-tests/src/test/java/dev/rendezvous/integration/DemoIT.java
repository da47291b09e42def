package dev.rendezvous.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first command of the README, as this build left it. */
class DemoIT {

    @TempDir
    Path dir;

    private final Path script = Author.requiredFile("rendezvous.root").resolve("rdzv");

    @Test
    void threeProcessesMeetThroughAJarThatNobodyKnewAbout() throws Exception {
        String output = run(0, "demo");

        assertThat(output)
                .contains("rank 0, world size 3", "rank 1, world size 3", "rank 2, world size 3")
                .contains(Author.sampleJar().getFileName().toString())
                .doesNotContain("Building");
    }

    @Test
    void threeProcessesMeetOverTcpThroughTheBackendThatTheCommandBrings() throws Exception {
        assertThat(run(0, "demo", "--backend", "static"))
                .contains("rank 0, world size 3", "rank 1, world size 3", "rank 2, world size 3")
                .contains("meet at localhost:", "3 processes met through rendezvous-static-");
    }

    @Test
    void theTableShowsTheSampleAndItsJar() throws Exception {
        assertThat(run(0, "backends", "--plugins", Author.sampleJar().toString()))
                .contains("testbackend", "Meets in a shared directory", "sample-backend-")
                .contains("static", "rendezvous-static-");
        assertThat(run(
                        0,
                        "explain",
                        "testbackend",
                        "--plugins",
                        Author.sampleJar().toString()))
                .contains("chosen", "join_timeout", "duration", "10m");
    }

    @Test
    void aJarThatIsNotThereIsWrongUsage() throws Exception {
        assertThat(run(2, "backends", "--plugins", "/no/such.jar")).contains("/no/such.jar");
    }

    private String run(int exitCode, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = script.toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Path output = Files.createTempFile(dir, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String text = Files.readString(output, UTF_8);
        assertThat(process.exitValue()).as(text).isEqualTo(exitCode);
        return text;
    }
}
