package dev.rendezvous.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.tcpstore.Dialect;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server of PyTorch 1.13, of which one process makes as many as are asked for. */
@PeerCannot(
        test = "getIsWokenByCompareAndSet",
        because = "the server of 1.13 wakes no client when COMPARE_SET creates a key")
final class OurClientOnPython113ServerIT extends RealServerContract {

    private static @Nullable Process servers;
    private static @Nullable BufferedWriter requests;
    private static @Nullable BufferedReader ports;

    @BeforeAll
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    static void startPython(@TempDir Path directory) throws IOException {
        Process process = new ProcessBuilder(Python.script(directory, "servers.py"))
                .redirectError(directory.resolve("errors.txt").toFile())
                .start();
        servers = process;
        requests = process.outputWriter(UTF_8);
        ports = process.inputReader(UTF_8);
    }

    @AfterAll
    static void endPython() {
        if (servers != null) {
            servers.destroyForcibly();
        }
    }

    @Override
    int startServer() throws IOException {
        BufferedWriter writer = Objects.requireNonNull(requests);
        writer.write("one more\n");
        writer.flush();
        return Integer.parseInt(
                Objects.requireNonNull(Objects.requireNonNull(ports).readLine(), "the servers have ended"));
    }

    @Override
    Dialect dialect() {
        return Dialect.LEGACY_1_13;
    }
}
