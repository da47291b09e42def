package dev.rendezvous.cli.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rendezvous.Endpoint;
import dev.rendezvous.cli.Rdzv;
import dev.rendezvous.cli.Run;
import dev.rendezvous.cli.demo.JavaCommand;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import dev.rendezvous.testkit.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a store of this process, but for the one that is served by a process of its own. */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class StoreCommandTest {

    @TempDir
    Path folder;

    private final TcpStoreServer server;

    StoreCommandTest() throws IOException {
        server = TcpStoreServer.builder().start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whatIsSetIsGot() {
        assertThat(store("set", "greeting", "hello")).isEqualTo(new Run(0, "", ""));
        assertThat(store("get", "greeting")).isEqualTo(new Run(0, "hello\n", ""));
    }

    @Test
    void missingKeyIsNotAwaited() {
        Run run = store("get", "missing");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("rdzv: no value for [missing]");
    }

    @Test
    void counterCountsAndTellsWhereItIs() {
        assertThat(store("add", "counter").out()).isEqualTo("1\n");
        assertThat(store("add", "counter", "41").out()).isEqualTo("42\n");
        assertThat(store("add", "counter", "--", "-2").out()).isEqualTo("40\n");
    }

    @Test
    void valueThatIsNoNumberIsNotCounted() {
        store("set", "name", "vm");

        Run run = store("add", "name");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("the value of the key name is not a decimal number");
    }

    @Test
    void waitNamesTheMissingKeys() {
        store("set", "one", "1");
        store("set", "two", "2");

        assertThat(store("wait", "one", "two")).isEqualTo(new Run(0, "", ""));
        Run run = store("wait", "one", "three", "--timeout=50ms");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no value for [three]").doesNotContain("one");
    }

    @Test
    void keysAreListedWithoutTheirValues() throws Exception {
        fill();

        assertThat(store("keys")).isEqualTo(new Run(0, "bytes\njob/long\njob/rank0\n", ""));
        assertThat(store("keys", "job/", "--json").out()).isEqualTo("""
                {
                  "keys" : [
                    {
                      "key" : "job/long"
                    },
                    {
                      "key" : "job/rank0"
                    }
                  ]
                }
                """);
    }

    @Test
    void lookAtTheValuesIsToldOnRequest() throws Exception {
        fill();

        assertThat(store("keys", "--values")).isEqualTo(new Run(0, """
                KEY        BYTES  VALUE
                bytes      3      0x00ff10
                job/long   80     %s...
                job/rank0  7      vm ?x
                """.formatted("v".repeat(57)), ""));
        assertThat(store("keys", "--values", "job/r").out())
                .contains("job/rank0")
                .doesNotContain("long", "bytes ");
    }

    @Test
    void jsonTellsTheValuesInFull() throws Exception {
        fill();

        JsonNode keys = new ObjectMapper()
                .readTree(store("keys", "--values", "--json").out())
                .at("/keys");

        assertThat(keys).hasSize(3);
        assertThat(keys.get(0).toString()).isEqualTo("""
                {"key":"bytes","bytes":3,"text":null,"hex":"00ff10"}""");
        assertThat(keys.get(1).at("/text").asText()).isEqualTo("v".repeat(80));
    }

    @Test
    void keyThatIsNotUtf8IsListed() throws Exception {
        try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            raw.getOutputStream()
                    .write(HexFormat.of()
                            .parseHex("00cef7853c" + "01" + "0200000000000000" + "2fff" + "0100000000000000" + "76"));
            raw.shutdownOutput();
            assertThat(raw.getInputStream().readAllBytes()).isEmpty();
        }

        assertThat(store("keys").out()).isEqualTo("\\xff\n");
        assertThat(store("keys", "--values").out()).endsWith("1      v\n");
        assertThat(store("get", "\\xff").out()).isEqualTo("v\n");
        assertThat(store("set", "\\xff", "v").exitCode()).isEqualTo(2);
    }

    @Test
    void printedKeyCanBePasted() {
        List<String> keys =
                List.of("plain", "esc\u001b[31mRED", "esc?[31mRED", "-x", "@file", "C:\\tmp", " blank ", "größe");
        server.close();
        try (TcpStoreServer fresh = TcpStoreServer.builder().start();
                TcpStoreClient client =
                        TcpStoreClient.builder("localhost", fresh.port()).connect()) {
            String endpoint = "localhost:" + fresh.port();
            for (String key : keys) {
                client.set(key, ("value of " + key.length()).getBytes(UTF_8));
            }
            client.size();

            List<String> shown = Run.of("store", "keys", "--endpoint", endpoint)
                    .out()
                    .lines()
                    .toList();

            assertThat(shown).hasSameSizeAs(keys).doesNotHaveDuplicates();
            assertThat(shown)
                    .extracting(key ->
                            Run.of("store", "get", key, "--endpoint", endpoint).out())
                    .containsExactlyInAnyOrderElementsOf(keys.stream()
                            .map(key -> "value of " + key.length() + "\n")
                            .toList());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void longKeyDoesNotWidenOtherRows() {
        store("set", "k".repeat(8_000), "v");
        store("set", "short", "the value");

        assertThat(store("keys", "--values").out().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(200));
        assertThat(store("keys").out()).contains("k".repeat(8_000) + "\n");
        assertThat(store("keys", "--values", "--json").out()).contains("k".repeat(8_000));
    }

    /** The words of a shell script are bytes, whatever the locale of this process is. */
    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "C.UTF-8"})
    void localeNeverChangesKey(String locale) throws Exception {
        String command = String.join("' '", JavaCommand.of(Rdzv.class, "store"));
        Path script = Files.writeString(folder.resolve("script"), """
                '%1$s' set 'größe?' '1' --endpoint localhost:%2$d &&
                '%1$s' keys --endpoint localhost:%2$d
                """.formatted(command, server.port()));
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", locale);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).isEqualTo(locale.equals("C.UTF-8") ? "größe?\n" : "gr\\xc3\\xb6\\xc3\\x9fe?\n");
        assertThat(store("get", "gr\\xc3\\xb6\\xc3\\x9fe?").out()).isEqualTo("1\n");
    }

    @Test
    void protocolKeysAreReadAsOnTheWire() throws Exception {
        store("set", "key", "ours");
        try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            // What a worker of PyTorch 1.13 begins with: ADD of 1 to init/.
            raw.getOutputStream()
                    .write(HexFormat.of().parseHex("03" + "0500000000000000" + "696e69742f" + "0100000000000000"));
            assertThat(raw.getInputStream().readNBytes(Long.BYTES)).startsWith(1);
        }

        assertThat(store("keys").out()).isEqualTo("key\n");
        assertThat(store("keys", "--raw").out()).isEqualTo("/key\ninit/\n");
        assertThat(store("keys", "--raw", "--values", "init/").out()).contains("init/  1      1");
        assertThat(store("get", "init/").exitCode()).isEqualTo(1);
        assertThat(store("get", "--raw", "init/")).isEqualTo(new Run(0, "1\n", ""));
        assertThat(store("get", "--raw", "/key").out()).isEqualTo("ours\n");
    }

    /** So that no two values have to be held at once. */
    @Test
    void jsonIsPrintedValueByValue() throws Exception {
        store("set", "a", "first");
        store("set", "b", "old");
        StringWriter out = new StringWriter() {
            @Override
            public void flush() {
                if (toString().contains("first") && !toString().contains("\"b\"")) {
                    store("set", "b", "new");
                }
            }
        };

        Rdzv.commandLine()
                .setOut(new PrintWriter(out))
                .execute("store", "keys", "--json", "--values", "--endpoint=localhost:" + server.port());

        assertThat(new ObjectMapper()
                        .readTree(out.toString())
                        .at("/keys/1/text")
                        .asText())
                .isEqualTo("new");
    }

    @Test
    void jsonOfALostStoreIsNotCompleted() {
        store("set", "a", "first");
        store("set", "b", "second");
        StringWriter out = new StringWriter() {
            @Override
            public void flush() {
                if (toString().contains("first")) {
                    server.close();
                }
            }
        };

        int exitCode = Rdzv.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(
                        "store",
                        "keys",
                        "--json",
                        "--values",
                        "--connect-timeout=10ms",
                        "--endpoint=localhost:" + server.port());

        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString()).contains("first").doesNotContain("]");
    }

    /** With a character that turns the direction of writing. */
    private void fill() throws InterruptedException {
        try (TcpStoreClient client =
                TcpStoreClient.builder("localhost", server.port()).connect()) {
            client.set("job/rank0", "vm \u202e".concat("x").getBytes(UTF_8));
            client.set("job/long", "v".repeat(80).getBytes(UTF_8));
            client.set("bytes", new byte[] {0, (byte) 0xff, 16});
        }
    }

    @Test
    void oldStoreCannotListItsKeys() {
        assertThat(store("set", "key", "value", "--dialect=1.13").exitCode()).isZero();
        assertThat(store("get", "key", "--dialect=1.13").exitCode()).isZero();
        Run run = store("keys", "--dialect=1.13");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("LEGACY_1_13 cannot list its keys");
    }

    @Test
    void storeThatIsNotThereIsNamed() throws IOException {
        int port = FreePort.find();

        Run run = Run.of("store", "get", "key", "--endpoint=127.0.0.1:" + port, "--connect-timeout=10ms");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("cannot connect to the store at 127.0.0.1:" + port)
                .contains("refuses the connection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--endpoint=~", "--endpoint=localhost:0", "--dialect=2.2", "--secret-file=no/such/file"})
    void whatCannotBeMeantIsWrongUsage(String option) {
        Run run = Run.of("store", "get", "key", "--endpoint=localhost:1", option);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("rdzv: ");
    }

    @Test
    void missingCommandShowsTheUsageAsAnError() {
        Run run = Run.of("store");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("Usage: rdzv store");
    }

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
    void portInUseIsFailureThatNamesIt() {
        Run run = Run.of("store", "serve", "--port", server.port());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("cannot listen on", Integer.toString(server.port()));
    }

    private Run store(Object... words) {
        Object[] all = new Object[words.length + 2];
        all[0] = "store";
        all[1] = words[0];
        // Before the other words, since what follows a -- is no option.
        System.arraycopy(words, 1, all, 3, words.length - 1);
        all[2] = "--endpoint=localhost:" + server.port();
        return Run.of(all);
    }
}
