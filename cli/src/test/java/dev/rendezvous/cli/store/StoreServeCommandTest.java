package dev.rendezvous.cli.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.rendezvous.Endpoint;
import dev.rendezvous.cli.Rdzv;
import dev.rendezvous.cli.Run;
import dev.rendezvous.cli.demo.JavaCommand;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import dev.rendezvous.testkit.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code rdzv store serve} runs a store in a process of its own, on the address and with the limits of its options. */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class StoreServeCommandTest {

    @TempDir
    Path folder;

    @Test
    void servedStorePrintsItsAddressUntilItEnds() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "the secret of ours\n");
        Process process = new ProcessBuilder(JavaCommand.of(Rdzv.class, "store", "serve", "--secret-file=" + secret))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader(UTF_8)) {
            String line = String.valueOf(output.readLine());
            assertThat(line).matches("listening on localhost:\\d+");
            String endpoint = line.substring("listening on ".length());

            assertThat(Run.of("store", "add", "counter", "--endpoint", endpoint, "--secret-file", secret))
                    .isEqualTo(new Run(0, "1\n", ""));
            assertThat(Run.of("store", "add", "counter", "--endpoint", endpoint, "--connect-timeout=10ms")
                            .err())
                    .contains("closes the connection at the first request", "secret");

            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void killedStoreIsServedAgainOnItsPort() throws Exception {
        String endpoint = "localhost:" + FreePort.find();
        for (int life = 0; life < 2; life++) {
            Process process = new ProcessBuilder(
                            JavaCommand.of(Rdzv.class, "store", "serve", "--port=" + port(endpoint)))
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader output = process.inputReader(UTF_8)) {
                assertThat(output.readLine()).isEqualTo("listening on " + endpoint);
                try (TcpStoreClient client = TcpStoreClient.builder(Endpoint.parse(endpoint))
                        .timeout(Duration.ZERO)
                        .connect()) {
                    assertThat(client.size()).isZero();
                    client.set("key", new byte[] {1});
                    assertThat(client.size()).isEqualTo(1);
                    process.destroyForcibly();
                    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                }
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static int port(String endpoint) {
        return Endpoint.parse(endpoint).port().orElseThrow();
    }

    @Test
    void limitsAndVerboseReachTheServer() throws Exception {
        Process process = new ProcessBuilder(JavaCommand.of(
                        Rdzv.class,
                        "store",
                        "serve",
                        "--bind=0.0.0.0",
                        "--max-value=1k",
                        "--max-request=1m",
                        "--max-memory=16m",
                        "--max-connections=100",
                        "--stall-timeout=10s",
                        "--verbose"))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader(UTF_8)) {
            String line = lineWith("listening on ", output);
            assertThat(line).matches("listening on 0\\.0\\.0\\.0:\\d+");
            Object endpoint = "--endpoint=127.0.0.1:" + port(line.substring("listening on ".length()));

            assertThat(Run.of("store", "set", "key", "v".repeat(1024), endpoint).exitCode())
                    .isZero();
            for (int i = 0; i < 2; i++) {
                assertThat(Run.of("store", "set", "key", "v".repeat(1025), endpoint)
                                .exitCode())
                        .isEqualTo(1);
                assertThat(lineWith("closed the connection of /127.0.0.1", output))
                        .contains("1025", "1024");
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static String lineWith(String text, BufferedReader output) throws IOException {
        String line = String.valueOf(output.readLine());
        while (!line.contains(text) && !line.equals("null")) {
            line = String.valueOf(output.readLine());
        }
        return line;
    }

    @ParameterizedTest
    @CsvSource({
        "--max-memory=lots, '\"lots\" is not a size; expected a number of bytes from 1, such as 65536, 64k, 512m or 2g'",
        "--max-memory=0, '\"0\" is not a size'",
        "--max-memory=9999999999g, '\"9999999999g\" is not a size'",
        "--max-value=2g, --max-value is 2147483648 bytes; expected less than 2g",
        "--max-connections=0, expected at least 1",
        "--stall-timeout=2 weeks, '\"2 weeks\" is not a duration'",
        "--stall-timeout=30h, the stall time-out is 30 h",
    })
    void limitThatCannotBeIsWrongUsage(String option, String problem) {
        Run run = Run.of("store", "serve", option);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(problem);
    }

    @Test
    void helpTellsWhichAddressesAreMeant() {
        assertThat(Run.of("store", "serve", "--help").out())
                .containsIgnoringWhitespaces("0.0.0.0 for all of IPv4, :: for all of IPv4 and IPv6");
    }

    @Test
    void portInUseIsFailureThatNamesIt() throws IOException {
        try (TcpStoreServer server = TcpStoreServer.builder().start()) {
            Run run = Run.of("store", "serve", "--port", server.port());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("cannot listen on", Integer.toString(server.port()));
        }
    }
}
