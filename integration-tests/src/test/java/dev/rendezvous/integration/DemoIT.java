package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.testkit.CommandResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first command of the README, as this build left it. */
class DemoIT {

    @TempDir
    Path dir;

    private final Path script = Author.requiredFile("rendezvous.root").resolve("rdzv");

    @Test
    void threeProcessesMeetThroughAnUnknownJar() throws Exception {
        String output = run(0, "demo");

        assertThat(output)
                .contains("rank 0, world size 3", "rank 1, world size 3", "rank 2, world size 3")
                .contains(Author.sampleJar().getFileName().toString())
                .doesNotContain("Building");
    }

    @Test
    void threeProcessesMeetOverTcp() throws Exception {
        assertThat(run(0, "demo", "--backend", "static"))
                .contains("rank 0, world size 3", "rank 1, world size 3", "rank 2, world size 3")
                .contains("meet at localhost:", "3 processes met through rendezvous-static-");
    }

    @Test
    void tableShowsTheSampleAndItsJar() throws Exception {
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
    void jarThatIsNotThereIsWrongUsage() throws Exception {
        assertThat(run(2, "backends", "--plugins", "/no/such.jar")).contains("/no/such.jar");
    }

    private String run(int exitCode, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        CommandResult result = CommandResult.of(dir, Duration.ofMinutes(2), command);
        assertThat(result.exitCode()).as(result.output()).isEqualTo(exitCode);
        return result.output();
    }
}
