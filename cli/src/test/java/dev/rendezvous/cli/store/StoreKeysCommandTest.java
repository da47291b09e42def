package dev.rendezvous.cli.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rendezvous.cli.Rdzv;
import dev.rendezvous.cli.Run;
import dev.rendezvous.cli.demo.JavaCommand;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code rdzv store keys} prints keys that other commands accept, and the values on request. */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class StoreKeysCommandTest {

    @TempDir
    Path folder;

    private final LocalStore store;

    StoreKeysCommandTest() throws IOException {
        store = new LocalStore();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void keysAreListedWithoutTheirValues() throws Exception {
        fill();

        assertThat(store.run("keys")).isEqualTo(new Run(0, "bytes\njob/long\njob/rank0\n", ""));
        assertThat(store.run("keys", "job/", "--json").out()).isEqualTo("""
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

        assertThat(store.run("keys", "--values")).isEqualTo(new Run(0, """
                KEY        BYTES  VALUE
                bytes      3      0x00ff10
                job/long   80     %s...
                job/rank0  7      vm ?x
                """.formatted("v".repeat(57)), ""));
        assertThat(store.run("keys", "--values", "job/r").out())
                .contains("job/rank0")
                .doesNotContain("long", "bytes ");
    }

    @Test
    void jsonTellsTheValuesInFull() throws Exception {
        fill();

        JsonNode keys = new ObjectMapper()
                .readTree(store.run("keys", "--values", "--json").out())
                .at("/keys");

        assertThat(keys).hasSize(3);
        assertThat(keys.get(0).toString()).isEqualTo("""
                {"key":"bytes","bytes":3,"text":null,"hex":"00ff10"}""");
        assertThat(keys.get(1).at("/text").asText()).isEqualTo("v".repeat(80));
    }

    @Test
    void keyThatIsNotUtf8IsListed() throws Exception {
        try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), store.port())) {
            raw.getOutputStream()
                    .write(HexFormat.of()
                            .parseHex("00cef7853c" + "01" + "0200000000000000" + "2fff" + "0100000000000000" + "76"));
            raw.shutdownOutput();
            assertThat(raw.getInputStream().readAllBytes()).isEmpty();
        }

        assertThat(store.run("keys").out()).isEqualTo("\\xff\n");
        assertThat(store.run("keys", "--values").out()).endsWith("1      v\n");
        assertThat(store.run("get", "\\xff").out()).isEqualTo("v\n");
        assertThat(store.run("set", "\\xff", "v").exitCode()).isEqualTo(2);
    }

    @Test
    void printedKeyCanBePasted() {
        List<String> keys =
                List.of("plain", "esc\u001b[31mRED", "esc?[31mRED", "-x", "@file", "C:\\tmp", " blank ", "größe");
        store.close();
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
        store.run("set", "k".repeat(8_000), "v");
        store.run("set", "short", "the value");

        assertThat(store.run("keys", "--values").out().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(200));
        assertThat(store.run("keys").out()).contains("k".repeat(8_000) + "\n");
        assertThat(store.run("keys", "--values", "--json").out()).contains("k".repeat(8_000));
    }

    /** The words of a shell script are bytes, whatever the locale of this process is. */
    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "C.UTF-8"})
    void localeNeverChangesKey(String locale) throws Exception {
        String command = String.join("' '", JavaCommand.of(Rdzv.class, "store"));
        Path script = Files.writeString(folder.resolve("script"), """
                '%1$s' set 'größe?' '1' --endpoint localhost:%2$d &&
                '%1$s' keys --endpoint localhost:%2$d
                """.formatted(command, store.port()));
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", locale);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).isEqualTo(locale.equals("C.UTF-8") ? "größe?\n" : "gr\\xc3\\xb6\\xc3\\x9fe?\n");
        assertThat(store.run("get", "gr\\xc3\\xb6\\xc3\\x9fe?").out()).isEqualTo("1\n");
    }

    @Test
    void protocolKeysAreReadAsOnTheWire() throws Exception {
        store.run("set", "key", "ours");
        try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), store.port())) {
            // What a worker of PyTorch 1.13 begins with: ADD of 1 to init/.
            raw.getOutputStream()
                    .write(HexFormat.of().parseHex("03" + "0500000000000000" + "696e69742f" + "0100000000000000"));
            assertThat(raw.getInputStream().readNBytes(Long.BYTES)).startsWith(1);
        }

        assertThat(store.run("keys").out()).isEqualTo("key\n");
        assertThat(store.run("keys", "--raw").out()).isEqualTo("/key\ninit/\n");
        assertThat(store.run("keys", "--raw", "--values", "init/").out()).contains("init/  1      1");
        assertThat(store.run("get", "init/").exitCode()).isEqualTo(1);
        assertThat(store.run("get", "--raw", "init/")).isEqualTo(new Run(0, "1\n", ""));
        assertThat(store.run("get", "--raw", "/key").out()).isEqualTo("ours\n");
    }

    /** So that no two values have to be held at once. */
    @Test
    void jsonIsPrintedValueByValue() throws Exception {
        store.run("set", "a", "first");
        store.run("set", "b", "old");
        StringWriter out = new StringWriter() {
            @Override
            public void flush() {
                if (toString().contains("first") && !toString().contains("\"b\"")) {
                    store.run("set", "b", "new");
                }
            }
        };

        Rdzv.commandLine()
                .setOut(new PrintWriter(out))
                .execute("store", "keys", "--json", "--values", "--endpoint=localhost:" + store.port());

        assertThat(new ObjectMapper()
                        .readTree(out.toString())
                        .at("/keys/1/text")
                        .asText())
                .isEqualTo("new");
    }

    @Test
    void jsonOfALostStoreIsNotCompleted() {
        store.run("set", "a", "first");
        store.run("set", "b", "second");
        StringWriter out = new StringWriter() {
            @Override
            public void flush() {
                if (toString().contains("first")) {
                    store.close();
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
                        "--endpoint=localhost:" + store.port());

        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString()).contains("first").doesNotContain("]");
    }

    @Test
    void oldStoreCannotListItsKeys() {
        assertThat(store.run("set", "key", "value", "--dialect=1.13").exitCode())
                .isZero();
        assertThat(store.run("get", "key", "--dialect=1.13").exitCode()).isZero();
        Run run = store.run("keys", "--dialect=1.13");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("LEGACY_1_13 cannot list its keys");
    }

    /** With a character that turns the direction of writing. */
    private void fill() throws InterruptedException {
        try (TcpStoreClient client =
                TcpStoreClient.builder("localhost", store.port()).connect()) {
            client.set("job/rank0", "vm \u202e".concat("x").getBytes(UTF_8));
            client.set("job/long", "v".repeat(80).getBytes(UTF_8));
            client.set("bytes", new byte[] {0, (byte) 0xff, 16});
        }
    }
}
