package dev.rendezvous.interop;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.Store;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent of ours in jobs of the real torchrun of PyTorch 1.13. */
class OurAgentBesideTorchrun113IT {

    private static final String KEY = "torch.rendezvous.job1";

    /** Sorts before and after the name of every machine. */
    private static final String FIRST = "127.0.0.1";

    private static final String LAST = "~last";

    @TempDir
    Path directory;

    private final TcpStoreServer server;
    private final List<PeerProcess> processes = new ArrayList<>();

    OurAgentBesideTorchrun113IT() throws Exception {
        server = TcpStoreServer.builder().start();
    }

    @BeforeEach
    void needPython() {
        Python.require();
    }

    @AfterEach
    void endAll() {
        processes.forEach(PeerProcess::close);
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "127.0.0.1, false", "~last, true", "~last, false"})
    void jobOfBothEndsWell(String name, boolean oursStartsFirst) throws Exception {
        PeerProcess early = oursStartsFirst ? ours(name, 2, 2, 3) : torchrun("2", worker(3));
        awaitState();
        PeerProcess late = oursStartsFirst ? torchrun("2", worker(3)) : ours(name, 2, 2, 3);
        PeerProcess ours = oursStartsFirst ? early : late;
        PeerProcess theirs = oursStartsFirst ? late : early;
        int rank = name.equals(FIRST) ? 0 : 1;
        assertThat(ours.result()).contains("agent " + rank + " of 2, worker " + rank + " of 2", "done");
        assertThat(theirs.result()).contains("RANK=" + (1 - rank) + " of 2");
    }

    @Test
    void workersOfBothSumUpInOneWorld() throws Exception {
        PeerProcess theirs = torchrun("2", Python.copied(directory, "allreduce.py"));
        PeerProcess ours = launcher(Python.copied(directory, "allreduce.py"));
        String output = ours.result() + theirs.result();
        assertThat(output).contains("rank 0 of 2: [3.0, 3.0, 3.0]", "rank 1 of 2: [3.0, 3.0, 3.0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {FIRST, LAST})
    void storeOfTorchrunServesBoth(String name) throws Exception {
        server.close();
        PeerProcess theirs = torchrun("2", worker(6));
        PeerProcess ours = ours(name, 2, 2, 3);
        assertThat(ours.result()).contains("agent " + (name.equals(FIRST) ? 0 : 1) + " of 2", "done");
        assertThat(theirs.result()).contains("RANK=" + (name.equals(FIRST) ? 1 : 0) + " of 2");
    }

    @Test
    void lateAgentOfOursMakesTheGroupGrow() throws Exception {
        PeerProcess theirs = torchrun("1:2", worker(15));
        try (TcpStoreClient store =
                TcpStoreClient.builder("localhost", server.port()).connect()) {
            store.withTimeout(Duration.ofMinutes(1)).get(KEY + ".0/torchelastic/role_info0.FIN");
        }
        PeerProcess ours = ours(LAST, 1, 2, 3);
        assertThat(ours.result()).contains("agent 1 of 2", "done");
        assertThat(theirs.result()).contains("RANK=0 of 1", "RANK=0 of 2");
    }

    @Test
    void threeAgentsOfWhichOneIsOurs() throws Exception {
        PeerProcess first = torchrun("3", worker(3));
        PeerProcess second = torchrun("3", worker(3));
        PeerProcess ours = ours(LAST, 3, 3, 3);
        assertThat(ours.result()).contains("agent 2 of 3", "done");
        assertThat(first.result() + second.result()).contains("RANK=0 of 3", "RANK=1 of 3");
    }

    /** Torchrun forms a new round when a worker fails, and waits until the dead agent has been silent for 15 seconds. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void groupSurvivesAnAgentThatIsKilled(boolean oursIsKilled) throws Exception {
        PeerProcess first = torchrun("2:3", failingOnce());
        PeerProcess second = torchrun("2:3", failingOnce());
        PeerProcess ours = ours(LAST, 2, 3, 25);
        first.awaitOutput(" of 3");
        second.awaitOutput(" of 3");
        (oursIsKilled ? ours : second).close();
        Files.createFile(directory.resolve("fail"));
        assertThat(first.result()).contains(" of 3", " of 2");
        assertThat((oursIsKilled ? second : ours).result()).contains(" of 2");
    }

    /** A worker that fails when a file is there, and ends well in its second life. */
    private Path failingOnce() throws Exception {
        return Files.writeString(directory.resolve("failing.py"), """
                import os, sys, time
                print('RANK=' + os.environ['RANK'] + ' of ' + os.environ['WORLD_SIZE'], flush=True)
                end = time.time() + 30
                while os.environ['TORCHELASTIC_RESTART_COUNT'] == '0' and time.time() < end:
                    if os.path.exists('fail'):
                        sys.exit(1)
                    time.sleep(0.1)
                """);
    }

    /** Waits until the first agent has written a state. */
    private void awaitState() throws Exception {
        try (TcpStoreClient store =
                TcpStoreClient.builder("localhost", server.port()).connect()) {
            Store patient = store.withTimeout(Duration.ofMinutes(1));
            eventually("a state has been written", () -> patient.get(KEY).length >= 100);
        }
    }

    private Path worker(int seconds) throws Exception {
        return Files.writeString(
                directory.resolve("worker.py"),
                "import os, time\nprint('RANK=' + os.environ['RANK'] + ' of ' + os.environ['WORLD_SIZE'], flush=True)\n"
                        + "time.sleep(" + seconds + ")\n");
    }

    private PeerProcess ours(String name, int min, int max, int seconds) throws Exception {
        return start(
                Map.of(),
                java(
                        C10dAgent.class,
                        String.valueOf(server.port()),
                        "job1",
                        name,
                        String.valueOf(min),
                        String.valueOf(max),
                        "1.13",
                        String.valueOf(seconds)));
    }

    private PeerProcess launcher(Path script) throws Exception {
        Map<String, String> options = Map.of(
                "RDZV_RUN_BACKEND", "c10d",
                "RDZV_RUN_NODES", "2",
                "RDZV_RUN_RUN_ID", "job1",
                "RDZV_RUN_ENDPOINT", "127.0.0.1:" + server.port(),
                "RDZV_RUN_LOCAL_ADDR", "127.0.0.1",
                "RDZV_RUN_BACKEND_OPT", "peer=1.13,is_host=false,last_call_timeout=3s");
        return start(options, java(LauncherAgent.class, Python.require(), script.toString()));
    }

    private static List<String> java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** On Python 3.11 a torchrun of 1.13 lives only with these values of redirects and tee. */
    private PeerProcess torchrun(String nodes, Path script) throws Exception {
        List<String> command = new ArrayList<>(Python.module("torch.distributed.run"));
        command.addAll(List.of("--nnodes=" + nodes, "--nproc_per_node=1", "--rdzv_id=job1", "--rdzv_backend=c10d"));
        command.add("--rdzv_endpoint=127.0.0.1:" + server.port());
        // Without is_host, the first agent hosts the store where no process listens.
        command.add("--rdzv_conf=last_call_timeout=3,join_timeout=60");
        command.addAll(List.of("--max_restarts=2", "--redirects=1", "--tee=1"));
        command.add(script.toString());
        return start(Map.of(), command);
    }

    private PeerProcess start(Map<String, String> environment, List<String> command) throws Exception {
        Map<String, String> all = new HashMap<>(Python.environment());
        all.putAll(environment);
        PeerProcess process = PeerProcess.start(directory, command, all);
        processes.add(process);
        return process;
    }
}
