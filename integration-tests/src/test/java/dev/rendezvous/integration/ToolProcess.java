package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.testkit.CommandResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs a command that must succeed. */
final class ToolProcess {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private ToolProcess() {}

    /** {@return the lines that the command wrote to both of its outputs} */
    static List<String> run(Path directory, List<String> command) throws IOException, InterruptedException {
        CommandResult result = CommandResult.of(directory, LIMIT, command);
        assertThat(result.exitCode()).as("%s%n%s", command, result.output()).isZero();
        return result.lines();
    }
}
