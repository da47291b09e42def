package dev.rendezvous.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.server.TcpStoreServer;
import dev.rendezvous.testkit.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workers in processes of their own. */
class WorkerMainTest {

    @TempDir
    private Path folder;

    private TcpStoreServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = TcpStoreServer.builder().start();
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    private Path errorFile() {
        return folder.resolve("error.json");
    }

    private Process start(long agent, String what) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                JavaProcess.java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                TestProgram.class.getName(),
                what);
        Map<String, String> environment = new HashMap<>(Map.of(
                "RDZV_RUN_ID", "job",
                "RDZV_ROUND", "1",
                "RDZV_RANK", "0",
                "RDZV_WORLD_SIZE", "1",
                "RDZV_LOCAL_RANK", "0",
                "RDZV_RESTARTS", "0",
                "RDZV_STORE", server.endpoint().toString(),
                "RDZV_MEMBERS_FILE", folder.resolve("members.txt").toString(),
                "RDZV_ERROR_FILE", errorFile().toString(),
                "RDZV_AGENT_PID", String.valueOf(agent)));
        builder.environment().putAll(environment);
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private int code(String what) throws IOException, InterruptedException {
        Process worker = start(ProcessHandle.current().pid(), what);
        try {
            assertThat(worker.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return worker.exitValue();
        } finally {
            worker.destroyForcibly();
        }
    }

    @Test
    void programThatReturnsEndsWithZero() throws Exception {
        assertThat(code("return")).isZero();
        assertThat(errorFile()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "exception, java.io.IOException: bad \\\"shard\\\"",
        "error, java.lang.AssertionError: wrong",
        "interrupt, java.lang.InterruptedException"
    })
    void programThatThrowsWritesTheErrorFile(String what, String message) throws Exception {
        assertThat(code(what)).isEqualTo(1);
        assertThat(errorFile())
                .content(UTF_8)
                .startsWith("{\"message\":\"" + message + "\",\"stack\":\"")
                .contains("TestProgram", "\"time\":\"2")
                .endsWith("}\n");
    }

    @Test
    void programThatExitsKeepsItsCode() throws Exception {
        assertThat(code("exit")).isEqualTo(42);
    }

    @Test
    void storeIsThereForTheProgram() throws Exception {
        assertThat(code("store")).isZero();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void workerEndsWithItsAgent() throws Exception {
        Process agent = new ProcessBuilder("sleep", "100").start();
        Process worker = start(agent.pid(), "hang");
        try (BufferedReader output = worker.inputReader(UTF_8)) {
            assertThat(output.readLine()).isEqualTo("ready");
            agent.destroyForcibly();

            assertThat(worker.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(worker.exitValue()).isEqualTo(1);
        } finally {
            agent.destroyForcibly();
            worker.destroyForcibly();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void workerWhoseAgentIsGoneDoesNotBegin() throws Exception {
        Process agent = new ProcessBuilder("true").start();
        assertThat(agent.waitFor()).isZero();
        Process worker = start(agent.pid(), "return");
        try {
            assertThat(worker.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(worker.exitValue()).isEqualTo(1);
        } finally {
            worker.destroyForcibly();
        }
    }
}
