package dev.rendezvous.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.Store;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
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

/** Processes of PyTorch 1.13 that take our server for one of theirs. */
class Python113OnOurServerIT {

    private static final String FIRST = "rank 0 of 2: [3.0, 3.0, 3.0]";
    private static final String SECOND = "rank 1 of 2: [3.0, 3.0, 3.0]";

    @TempDir
    Path directory;

    private final TcpStoreServer server;
    private final List<PeerProcess> processes = new ArrayList<>();

    Python113OnOurServerIT() throws Exception {
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

    @Test
    void everyOperationIsAnsweredAsTheClientExpects() throws Exception {
        try (Store ours = TcpStoreClient.builder("localhost", server.port())
                .timeout(Duration.ofMinutes(1))
                .connect()) {
            ours.set("from java", "\u0000\u00ff from java".getBytes(ISO_8859_1));

            BackgroundCall<byte[]> answering = BackgroundCall.start(() -> answerThePrefixed(ours));
            PeerProcess python =
                    start(Map.of(), Python.script(directory, "client.py", Integer.toString(server.port())));

            assertThat(python.result()).contains("all as expected");
            assertThat(answering.result()).isEqualTo("below".getBytes(UTF_8));
            assertThat(ours.get("from python")).isEqualTo("from python \u0000\u00ff".getBytes(ISO_8859_1));
        }
    }

    private static byte[] answerThePrefixed(Store ours) throws InterruptedException {
        byte[] value = ours.get("prefix/key");
        ours.set("late", "from java".getBytes(UTF_8));
        return value;
    }

    @Test
    void twoGlooProcessesMeetAndSumUp() throws Exception {
        PeerProcess first = start(member(0), Python.script(directory, "allreduce.py"));
        PeerProcess second = start(member(1), Python.script(directory, "allreduce.py"));

        assertThat(first.result()).contains(FIRST);
        assertThat(second.result()).contains(SECOND);
    }

    @Test
    void workersOfTwoTorchrunAgentsSumUp() throws Exception {
        PeerProcess first = start(Map.of(), agent());
        PeerProcess second = start(Map.of(), agent());

        assertThat(first.result() + second.result()).contains(FIRST, SECOND);
    }

    /** Every rank of such a process group is a client of a store that another process hosts. */
    private Map<String, String> member(int rank) {
        return Map.of(
                "TORCHELASTIC_USE_AGENT_STORE", "True",
                "TORCHELASTIC_RESTART_COUNT", "0",
                "MASTER_ADDR", "127.0.0.1",
                "MASTER_PORT", Integer.toString(server.port()),
                "RANK", Integer.toString(rank),
                "WORLD_SIZE", "2");
    }

    /** On Python 3.11 a torchrun of 1.13 lives only with these values of redirects and tee. */
    private List<String> agent() throws Exception {
        List<String> command = new ArrayList<>(Python.module("torch.distributed.run"));
        command.addAll(List.of("--nnodes=1:2", "--nproc_per_node=1", "--rdzv_id=job1", "--rdzv_backend=c10d"));
        command.add("--rdzv_endpoint=127.0.0.1:" + server.port());
        command.add("--rdzv_conf=is_host=0,last_call_timeout=3,join_timeout=60");
        command.addAll(List.of("--max_restarts=0", "--redirects=1", "--tee=1"));
        command.add(Python.copied(directory, "allreduce.py").toString());
        return command;
    }

    private PeerProcess start(Map<String, String> environment, List<String> command) throws Exception {
        Map<String, String> all = new HashMap<>(Python.environment());
        all.putAll(environment);
        PeerProcess process = PeerProcess.start(directory, command, all);
        processes.add(process);
        return process;
    }
}
