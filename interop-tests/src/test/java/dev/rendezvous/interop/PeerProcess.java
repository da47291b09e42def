package dev.rendezvous.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process at the other end, which has to come to a good end in time. Closing kills it, and those that it has started. */
final class PeerProcess implements AutoCloseable {

    private static final int SECONDS = 120;

    private final List<String> command;
    private final Path output;
    private final Process process;

    private PeerProcess(List<String> command, Path output, Process process) {
        this.command = command;
        this.output = output;
        this.process = process;
    }

    /** Starts a command; what it writes goes to a file of the directory. */
    static PeerProcess start(Path directory, List<String> command, Map<String, String> environment) throws IOException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new PeerProcess(command, output, builder.start());
    }

    /** Waits until it has written a text. */
    void awaitOutput(String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!Files.readString(output, UTF_8).contains(text)) {
            assertThat(System.nanoTime() - end)
                    .as("%s writes %s", command, text)
                    .isNegative();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** {@return what it has written so far} */
    String output() throws IOException {
        return Files.readString(output, UTF_8);
    }

    /** {@return its exit code} Waits for its end, up to two minutes. */
    int exitCode() throws IOException, InterruptedException {
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        assertThat(ended).as("%s ended%n%s", command, output()).isTrue();
        return process.exitValue();
    }

    /** {@return all that it wrote} Waits for its end, up to two minutes; it must be a good one. */
    String result() throws IOException, InterruptedException {
        int code = exitCode();
        assertThat(code).as("%s%n%s", command, output()).isZero();
        return output();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
