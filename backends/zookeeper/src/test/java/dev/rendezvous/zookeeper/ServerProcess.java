package dev.rendezvous.zookeeper;

import dev.rendezvous.Endpoint;
import dev.rendezvous.testkit.FreePort;
import dev.rendezvous.testkit.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;

/** A server of ZooKeeper in a process of its own, which can be killed, frozen and started again. */
final class ServerProcess implements AutoCloseable {

    private static final Duration PROBE = Duration.ofMillis(500);

    private final Path config;
    private final Endpoint client;
    private JavaProcess process;

    private ServerProcess(Path config, Endpoint client, JavaProcess process) {
        this.config = config;
        this.client = client;
        this.process = process;
    }

    /**
     * Starts a server.
     *
     * @param port where clients connect
     * @param more lines of its configuration
     */
    static ServerProcess start(Path folder, int id, int port, List<String> more) throws IOException {
        Path config = configure(folder, id, more);
        return new ServerProcess(
                config, Endpoint.of("127.0.0.1", port), JavaProcess.start(QuorumPeerMain.class, config.toString()));
    }

    /** Starts a server alone whose files may have so many blocks, as on a disk that is nearly full. */
    static ServerProcess startWithFileBlocks(Path folder, int blocks) throws IOException {
        int port = FreePort.find();
        Path config =
                configure(folder, 1, List.of("clientPort=" + port, "clientPortAddress=127.0.0.1", "preAllocSize=64"));
        return new ServerProcess(
                config,
                Endpoint.of("127.0.0.1", port),
                JavaProcess.startWithFileBlocks(blocks, QuorumPeerMain.class, config.toString()));
    }

    private static Path configure(Path folder, int id, List<String> more) throws IOException {
        Path data = Files.createDirectories(folder.resolve("server" + id));
        Files.writeString(data.resolve("myid"), Integer.toString(id));
        List<String> lines = new ArrayList<>(List.of(
                "dataDir=" + data,
                "tickTime=200",
                "initLimit=25",
                "syncLimit=5",
                "maxSessionTimeout=60000",
                "maxClientCnxns=0",
                "admin.enableServer=false",
                "forceSync=no"));
        lines.addAll(more);
        return Files.write(folder.resolve("server" + id + ".cfg"), lines);
    }

    /** Starts the servers of an ensemble, which then elect a leader. */
    static List<ServerProcess> ensemble(Path folder, int size) throws IOException {
        List<String> members = new ArrayList<>();
        for (int id = 1; id <= size; id++) {
            members.add("server." + id + "=127.0.0.1:" + FreePort.find() + ":" + FreePort.find());
        }
        List<ServerProcess> servers = new ArrayList<>();
        for (int id = 1; id <= size; id++) {
            int port = FreePort.find();
            List<String> lines = new ArrayList<>(members);
            lines.add("clientPort=" + port);
            lines.add("clientPortAddress=127.0.0.1");
            servers.add(start(folder, id, port, lines));
        }
        return servers;
    }

    Endpoint client() {
        return client;
    }

    Probe.Report report() {
        return new Probe(client, Optional.empty(), PROBE).ask();
    }

    boolean serves() {
        return report().works();
    }

    boolean leads() {
        return report().text().contains("leader");
    }

    void freeze() throws IOException, InterruptedException {
        process.freeze();
    }

    void resume() throws IOException, InterruptedException {
        process.resume();
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    void restart() throws IOException {
        process = JavaProcess.start(QuorumPeerMain.class, config.toString());
    }

    @Override
    public void close() {
        process.close();
    }
}
