package dev.rendezvous.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rendezvous.BootstrapStoreInfo;
import dev.rendezvous.Member;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import dev.rendezvous.testkit.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerTest {

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private TcpStoreServer server;

    @BeforeEach
    void setVariables() throws Exception {
        server = TcpStoreServer.builder().start();
        environment.putAll(Map.of(
                "RDZV_RUN_ID", "job",
                "RDZV_ROUND", "3",
                "RDZV_RANK", "2",
                "RDZV_WORLD_SIZE", "4",
                "RDZV_LOCAL_RANK", "1",
                "RDZV_RESTARTS", "5",
                "RDZV_STORE", server.endpoint().toString(),
                "RDZV_AGENT_PID", String.valueOf(parent()),
                "RDZV_ERROR_FILE", folder.resolve("error.json").toString(),
                "RDZV_MEMBERS_FILE", folder.resolve("members.txt").toString()));
    }

    /** Not this process, which cannot watch itself. */
    private static long parent() {
        return ProcessHandle.current().parent().orElseThrow().pid();
    }

    private Worker start() throws InterruptedException {
        return Worker.fromEnvironment(environment, Duration.ofMillis(200));
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Test
    void placeComesFromTheVariables() throws Exception {
        environment.put("RDZV_TOKEN", "17");
        Files.writeString(folder.resolve("members.txt"), "rdzv/1 node=0\nrdzv/1 node=1\n");
        try (Worker worker = start()) {
            assertThat(worker.runId()).isEqualTo("job");
            assertThat(worker.round()).isEqualTo(3);
            assertThat(worker.token()).isEqualTo(OptionalLong.of(17));
            assertThat(worker.rank()).isEqualTo(2);
            assertThat(worker.worldSize()).isEqualTo(4);
            assertThat(worker.localRank()).isEqualTo(1);
            assertThat(worker.restarts()).isEqualTo(5);
            assertThat(worker.errorFile()).isEqualTo(folder.resolve("error.json"));
            assertThat(worker.members()).containsExactly("rdzv/1 node=0", "rdzv/1 node=1");
        }
    }

    @Test
    void infoTellsThePlaceAndTheWorkers() throws Exception {
        environment.put("RDZV_TOKEN", "17");
        Files.writeString(folder.resolve("members.txt"), """
                rdzv/1 node=0 first=0 procs=3 id=n%201 addr=10.0.0.5 labels=zone=a%252Cb later=x
                rdzv/1 node=1 first=3 procs=1 id=n+2 addr=fe80::1
                """);
        try (Worker worker = start()) {
            RendezvousInfo info = worker.info();

            assertThat(info).hasToString("RendezvousInfo[rank=2, worldSize=4, round=3, token=17]");
            assertThat(info.bootstrapStore())
                    .contains(new BootstrapStoreInfo(server.endpoint().host(), server.port()));
            assertThat(info.members())
                    .containsExactly(
                            new Member(0, "n 1", Optional.of("10.0.0.5"), Map.of("zone", "a,b")),
                            new Member(1, "n 1", Optional.of("10.0.0.5"), Map.of("zone", "a,b")),
                            new Member(2, "n 1", Optional.of("10.0.0.5"), Map.of("zone", "a,b")),
                            new Member(3, "n+2", Optional.of("fe80::1"), Map.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rdzv/2 first=0 procs=1 id=a addr=h",
                "rdzv/1 first=x procs=1 id=a addr=h",
                "rdzv/1 first=0 procs=1 addr=h",
                "rdzv/1 first=0 procs=1 id=a addr=h labels=zone"
            })
    void damagedMembersFileIsNamed(String line) throws Exception {
        Path file = Files.writeString(folder.resolve("members.txt"), line);
        try (Worker worker = start()) {
            assertThatExceptionOfType(RendezvousStateException.class)
                    .isThrownBy(() -> worker.info().members())
                    .withMessageContainingAll(file.toString(), "expected");
        }
    }

    @Test
    void tokenIsEmptyWhereTheBackendHasNone() throws Exception {
        try (Worker worker = start()) {
            assertThat(worker.token()).isEmpty();
        }
    }

    @Test
    void workersShareTheStore() throws Exception {
        try (Worker one = start();
                Worker other = start()) {
            one.store().set("key", "value".getBytes(UTF_8));

            assertThat(other.store().get("key")).isEqualTo("value".getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RDZV_RUN_ID",
                "RDZV_ROUND",
                "RDZV_RANK",
                "RDZV_WORLD_SIZE",
                "RDZV_LOCAL_RANK",
                "RDZV_RESTARTS",
                "RDZV_STORE",
                "RDZV_AGENT_PID",
                "RDZV_ERROR_FILE",
                "RDZV_MEMBERS_FILE"
            })
    void missingVariableIsNamedAtOnce(String name) {
        environment.remove(name);

        assertThatIllegalStateException()
                .isThrownBy(this::start)
                .withMessageContainingAll(name, "start it with rdzv run --standalone -- COMMAND");
    }

    @ParameterizedTest
    @CsvSource({
        "RDZV_ROUND, 0, at least 1",
        "RDZV_ROUND, x, at least 1",
        "RDZV_RANK, -1, at least 0",
        "RDZV_RANK, 4, below RDZV_WORLD_SIZE",
        "RDZV_WORLD_SIZE, 99999999999, at least 1",
        "RDZV_LOCAL_RANK, 1.5, at least 0",
        "RDZV_RESTARTS, many, at least 0",
        "RDZV_TOKEN, x, at least 0",
        "RDZV_AGENT_PID, none, at least 1",
        "RDZV_STORE, no:port:here, HOST:PORT"
    })
    void wrongVariableIsNamedAtOnce(String name, String value, String expected) {
        environment.put(name, value);

        assertThatIllegalStateException().isThrownBy(this::start).withMessageContainingAll(name, value, expected);
    }

    @Test
    void storeThatCannotBeReachedIsNamed() {
        String free = "127.0.0.1:" + FreePort.find();
        environment.put("RDZV_STORE", free);

        assertThatExceptionOfType(RendezvousConnectionException.class)
                .isThrownBy(this::start)
                .withMessageContaining(free);
    }
}
