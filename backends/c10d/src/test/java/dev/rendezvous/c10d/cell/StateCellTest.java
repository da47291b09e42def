package dev.rendezvous.c10d.cell;

import dev.rendezvous.Store;
import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** The cell in a store in memory, and in a real one with both dialects. */
final class StateCellTest {

    @Nested
    final class InMemory implements StateCellContract {

        private final Store store = Store.inMemory(Duration.ofSeconds(10));

        @Override
        public Store store() {
            return store;
        }
    }

    @Nested
    @DisplayName("TCPStoreBackendTest")
    final class InATcpStore extends InAServer {
        InATcpStore() {
            super(Dialect.CURRENT);
        }
    }

    @Nested
    @DisplayName("TCPStoreBackendTest of PyTorch 1.13")
    final class InAnOldTcpStore extends InAServer {
        InAnOldTcpStore() {
            super(Dialect.LEGACY_1_13);
        }
    }

    abstract static class InAServer implements StateCellContract {

        private final Dialect dialect;

        @SuppressWarnings("NullAway.Init") // set before each test
        private TcpStoreServer server;

        @SuppressWarnings("NullAway.Init") // set before each test
        private TcpStoreClient client;

        InAServer(Dialect dialect) {
            this.dialect = dialect;
        }

        @BeforeEach
        void start() throws Exception {
            server = TcpStoreServer.builder().bindAddress("127.0.0.1").start();
            client = TcpStoreClient.builder(server.endpoint()).dialect(dialect).connect();
        }

        @AfterEach
        void stop() {
            client.close();
            server.close();
        }

        @Override
        public Store store() {
            return client;
        }
    }
}
