package dev.rendezvous.tcpstore.client;

import dev.rendezvous.Store;
import dev.rendezvous.tck.StoreContract;
import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;

/** Our client on a server of ours, as a store. */
abstract class ClientStoreContract implements StoreContract {

    private final Map<Store, TcpStoreServer> servers = new HashMap<>();
    private final List<Store> clients = new ArrayList<>();

    abstract Dialect dialect();

    @Override
    public Store newStore(Duration timeout) throws Exception {
        return connect(TcpStoreServer.builder().start(), timeout);
    }

    @Override
    public Store connect(Store store) throws Exception {
        return connect(Objects.requireNonNull(servers.get(store)), store.timeout());
    }

    /** The rest are numbers to a reader that stops at the first other character. */
    @Override
    public List<String> notNumbers() {
        return List.of("many", "", "9223372036854775808");
    }

    @Override
    public OptionalInt largestValue() {
        return OptionalInt.of(StoreLimits.DEFAULT.maxValueBytes());
    }

    /** PyTorch's own requests answer with a value, which does not show which call has set it. */
    @Override
    public boolean replacesExactly() {
        return dialect() == Dialect.CURRENT;
    }

    private Store connect(TcpStoreServer server, Duration timeout) throws InterruptedException {
        Store client = TcpStoreClient.builder("localhost", server.port())
                .dialect(dialect())
                .timeout(timeout)
                .connect();
        servers.put(client, server);
        clients.add(client);
        return client;
    }

    @AfterEach
    void closeServers() {
        clients.forEach(Store::close);
        servers.values().forEach(TcpStoreServer::close);
    }
}
