package dev.rendezvous.c10d;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.c10d.state.Family;
import dev.rendezvous.tck.RendezvousHandlerContract;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** The contract of handlers, with a store that no node hosts, for a family of each way to meet. */
final class C10dHandlerContractTest {

    @Nested
    final class OfPyTorch113 extends OnOneServer {
        OfPyTorch113() {
            super(Family.V1_13);
        }
    }

    @Nested
    final class OfPyTorch24 extends OnOneServer {
        OfPyTorch24() {
            super(Family.V2_4);
        }
    }

    @Nested
    final class OfPyTorch26 extends OnOneServer {
        OfPyTorch26() {
            super(Family.V2_6);
        }
    }

    abstract static class OnOneServer implements RendezvousHandlerContract {

        private final Family family;

        @SuppressWarnings("NullAway.Init") // set before each test
        private TcpStoreServer server;

        OnOneServer(Family family) {
            this.family = family;
        }

        @BeforeEach
        void startServer() throws IOException {
            server = TcpStoreServer.builder().bindAddress("127.0.0.1").start();
        }

        @AfterEach
        void stopServer() {
            server.close();
        }

        @Override
        public String backend() {
            return "c10d";
        }

        @Override
        public boolean isElastic() {
            return true;
        }

        @Override
        public void configure(RendezvousParameters.Builder parameters, int node) {
            parameters
                    .endpoint(server.endpoint().toString())
                    .localAddress("127.0.0.1")
                    .config("peer", family.option())
                    .config("is_host", "false")
                    .config("last_call_timeout", "1s")
                    .config("read_timeout", "10s");
        }

        /** Made as the backend makes it, but without the registry, which another test covers. */
        @Override
        public RendezvousHandler newHandler(RendezvousParameters parameters) {
            MachineName.Network network = MachineName.RealNetwork.INSTANCE;
            C10dSettings settings = C10dSettings.of(parameters, Map.of());
            return new C10dRendezvousHandler(settings, new MachineName(network), C10dBackend.node(settings, network));
        }
    }
}
