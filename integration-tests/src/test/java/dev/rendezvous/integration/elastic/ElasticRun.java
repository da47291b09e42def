package dev.rendezvous.integration.elastic;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.tck.group.History;
import dev.rendezvous.engine.tck.group.NodeProcess;
import dev.rendezvous.engine.tck.group.SeenRound;
import dev.rendezvous.tcpstore.Cell;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import dev.rendezvous.tcpstore.space.SpaceClient;
import dev.rendezvous.testkit.FreePort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run: its processes, and a view of its cells. */
final class ElasticRun {

    private static final String HOST = "127.0.0.1";
    private static final String RUN = "run";
    private static final Map<String, String> QUICK = Map.of(
            "last_call", "300ms",
            "reform_last_call", "300ms",
            "lease", "3s",
            "heartbeat", "1s",
            "disconnect_grace", "500ms",
            "unreachable_timeout", "5s",
            "join_timeout", "1m",
            "close_timeout", "10s");

    private final @Nullable TcpStoreServer server;
    private final Endpoint endpoint;
    private final List<NodeProcess> nodes = new ArrayList<>();

    private ElasticRun(@Nullable TcpStoreServer server, int port) {
        this.server = server;
        this.endpoint = Endpoint.parse(HOST + ":" + port);
    }

    /** {@return a run whose server is in this process} */
    static ElasticRun served() throws IOException {
        TcpStoreServer server = TcpStoreServer.builder().bindAddress(HOST).start();
        return new ElasticRun(server, server.port());
    }

    /** {@return a run whose server is in one of its nodes} */
    static ElasticRun hosted() {
        return new ElasticRun(null, FreePort.find());
    }

    /**
     * Starts a node.
     *
     * @param name its id
     * @param config as {@code key=value}; it wins over the short times that all nodes have
     */
    NodeProcess start(String name, int min, int max, String... config) throws IOException {
        RendezvousParameters.Builder parameters = RendezvousParameters.builder("tcp")
                .endpoint(endpoint.toString())
                .runId(RUN)
                .nodes(min, max)
                .config(QUICK);
        for (String pair : config) {
            parameters.config(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        NodeProcess node = NodeProcess.start(name, parameters);
        nodes.add(node);
        return node;
    }

    /** Starts nodes that follow the run. */
    List<NodeProcess> follow(int min, int max, String... names) throws IOException {
        List<NodeProcess> started = new ArrayList<>();
        for (String name : names) {
            started.add(start(name, min, max).follow());
        }
        return started;
    }

    /** Waits until a node of the run serves. */
    void awaitServer() throws Exception {
        eventually("a node serves", () -> {
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), endpoint.port().orElseThrow())) {
                return socket.isConnected();
            } catch (ConnectException e) {
                return false;
            }
        });
    }

    /** {@return the value of a field of the cell of the leader} */
    String status(String field) throws Exception {
        String line = cells("r/").stream()
                .filter(cell -> cell.key().equals("r/status"))
                .findFirst()
                .orElseThrow()
                .value();
        return line.replaceFirst(".* " + field + "=([^ ]*).*", "$1");
    }

    List<String> keys(String prefix) throws Exception {
        return cells(prefix).stream().map(Cell::key).toList();
    }

    private List<Cell> cells(String prefix) throws Exception {
        try (SpaceClient client = SpaceClient.builder(endpoint, RUN).build()) {
            return client.list(prefix).toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    /** Waits until the leader has deleted what older rounds left. */
    void awaitCleanUp() throws Exception {
        String last = "e/" + lastToken() + "/";
        eventually("records of older rounds are gone", () -> keys("e/").stream().allMatch(key -> key.startsWith(last)));
    }

    private long lastToken() {
        return nodes.stream()
                .flatMap(node -> node.rounds().stream())
                .mapToLong(SeenRound::token)
                .max()
                .orElse(0);
    }

    /** Lets all nodes leave, and checks what they saw and what they left. */
    void checkAfterAllLeft() throws Exception {
        if (server != null) {
            awaitCleanUp();
        }
        for (NodeProcess node : nodes) {
            node.leave();
        }
        for (NodeProcess node : nodes) {
            node.exitCode();
        }
        assertThat(History.violations(nodes.stream().map(NodeProcess::life).toList()))
                .isEmpty();
        if (server != null) {
            // A killed node leaves its key to its lease.
            eventually("no member is left", () -> keys("m/").isEmpty());
            eventually("no leader is left", () -> keys("r/").equals(List.of("r/seal")));
            assertThat(keys("kv/")).isEmpty();
            assertThat(keys("e/")).allMatch(key -> key.startsWith("e/" + lastToken() + "/"));
        }
    }

    /** Kills what still runs. */
    void end() throws InterruptedException {
        for (NodeProcess node : nodes) {
            node.kill();
        }
        if (server != null) {
            server.close();
        }
    }
}
