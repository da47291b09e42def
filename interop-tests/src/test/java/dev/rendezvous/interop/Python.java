package dev.rendezvous.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The Python of this machine that has PyTorch 1.13, if there is one. */
final class Python {

    private static final String MISSING =
            "no python3 with PyTorch 1.13 was found: -Drendezvous.python=PATH names none, and neither /usr/bin/python3 nor the"
                    + " python3 of the path has it; on Debian 12: apt-get install --no-install-recommends python3-torch python3-numpy";

    private static final int PROBE_SECONDS = 60;

    private static final Optional<String> COMMAND = Stream.of(
                    System.getProperty("rendezvous.python", ""), "/usr/bin/python3", "python3")
            .filter(command -> !command.isEmpty())
            .filter(Python::hasTorch)
            .findFirst();

    private Python() {}

    /** {@return its command} Where there is none, the test is skipped and says how to install it. */
    static String require() {
        assumeThat(COMMAND).withFailMessage(MISSING).isPresent();
        return COMMAND.orElseThrow();
    }

    /** {@return a command line that runs a script of the test's resources} */
    static List<String> script(Path directory, String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(require());
        command.add(copied(directory, name).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** {@return a command line that runs a module} */
    static List<String> module(String name) {
        return List.of(require(), "-m", name);
    }

    /** {@return the script, as a file of the directory} */
    static Path copied(Path directory, String name) throws IOException {
        Path script = directory.resolve(name);
        if (!Files.exists(script)) {
            try (InputStream in = Objects.requireNonNull(Python.class.getResourceAsStream(name), name)) {
                Files.copy(in, script);
            }
        }
        return script;
    }

    /** {@return what each process gets, so that it talks over the loopback only and leaves the other cores alone} */
    static Map<String, String> environment() {
        return Map.of("GLOO_SOCKET_IFNAME", "lo", "OMP_NUM_THREADS", "1");
    }

    private static boolean hasTorch(String command) {
        try {
            return versionOfTorch(command).startsWith("1.13");
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String versionOfTorch(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command, "-c", "import torch; print(torch.__version__)")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)
                    ? new String(process.getInputStream().readAllBytes(), UTF_8)
                    : "";
        } finally {
            process.destroyForcibly();
        }
    }
}
