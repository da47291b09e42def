package dev.rendezvous.zookeeper;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.tck.RendezvousHandlerContract;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract of handlers. */
class ZookeeperHandlerContractTest implements RendezvousHandlerContract {

    @TempDir
    private static Path folder;

    private static LocalServer server;

    /** The tests share a run id and a server, but no run. */
    private final String chroot = "/" + UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        server = LocalServer.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Override
    public String backend() {
        return "zookeeper";
    }

    @Override
    public void configure(RendezvousParameters.Builder parameters, int node) {
        parameters
                .endpoint(server.endpoint() + chroot)
                .localAddress("node-" + node)
                .config("lease", "3s")
                .config("heartbeat", "1s")
                .config("last_call", "100ms")
                .config("reform_last_call", "100ms");
    }

    @Override
    public RendezvousHandler newHandler(RendezvousParameters parameters) {
        return ZookeeperBackend.create(parameters);
    }

    @Override
    public boolean isElastic() {
        return true;
    }
}
