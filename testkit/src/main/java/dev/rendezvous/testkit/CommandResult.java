package dev.rendezvous.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a command did.
 *
 * @param exitCode its exit code
 * @param output what it wrote to both of its outputs
 */
public record CommandResult(int exitCode, String output) {

    /**
     * Runs a command to its end.
     *
     * @param directory where it runs, and where a file takes its output
     * @param limit how long it may take
     * @throws AssertionError with the output, if it takes longer; the command and its descendants are killed then
     */
    public static CommandResult of(Path directory, Duration limit, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(
                        command + " has not ended within " + limit + ":\n" + Files.readString(output, UTF_8));
            }
            return new CommandResult(process.exitValue(), Files.readString(output, UTF_8));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** {@return the output, line by line} */
    public List<String> lines() {
        return output.lines().toList();
    }
}
