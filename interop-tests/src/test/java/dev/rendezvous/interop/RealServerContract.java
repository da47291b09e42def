package dev.rendezvous.interop;

import dev.rendezvous.Store;
import dev.rendezvous.tck.StoreContract;
import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Our client on a server of PyTorch's, as a store. */
abstract class RealServerContract implements StoreContract {

    private final Map<Store, Integer> ports = new HashMap<>();

    /** {@return the port of a new server, which the subclass ends after the test} */
    abstract int startServer() throws Exception;

    Dialect dialect() {
        return Dialect.CURRENT;
    }

    @Override
    public final Store newStore(Duration timeout) throws Exception {
        return connect(startServer(), timeout);
    }

    @Override
    public final Store connect(Store store) throws Exception {
        return connect(Objects.requireNonNull(ports.get(store)), store.timeout());
    }

    /** The servers of PyTorch read a number up to the first other character. */
    @Override
    public final List<String> notNumbers() {
        return List.of("many", "", "9223372036854775808");
    }

    /** PyTorch's servers answer with a value, which does not show which call has set it. */
    @Override
    public final boolean replacesExactly() {
        return false;
    }

    /** Before the servers end, so that no client has to say what it has lost. */
    final void closeClients() {
        ports.keySet().forEach(Store::close);
    }

    private Store connect(int port, Duration timeout) throws InterruptedException {
        Store client = TcpStoreClient.builder("localhost", port)
                .dialect(dialect())
                .timeout(timeout)
                .connect();
        ports.put(client, port);
        return client;
    }
}
