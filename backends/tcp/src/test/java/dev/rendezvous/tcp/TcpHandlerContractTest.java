package dev.rendezvous.tcp;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.tck.RendezvousHandlerContract;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract of handlers, with a server that is no node's. */
class TcpHandlerContractTest implements RendezvousHandlerContract {

    private TcpStoreServer server;

    @BeforeEach
    void start() throws IOException {
        server = TcpStoreServer.builder().start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    public String backend() {
        return "tcp";
    }

    @Override
    public void configure(RendezvousParameters.Builder parameters, int node) {
        parameters
                .endpoint("127.0.0.1:" + server.port())
                .localAddress("node-" + node)
                .config("lease", "3s")
                .config("heartbeat", "1s")
                .config("last_call", "100ms")
                .config("reform_last_call", "100ms");
    }

    @Override
    public RendezvousHandler newHandler(RendezvousParameters parameters) {
        return TcpBackend.create(parameters);
    }

    @Override
    public boolean isElastic() {
        return true;
    }
}
