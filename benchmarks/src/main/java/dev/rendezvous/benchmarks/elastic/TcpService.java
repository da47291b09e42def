package dev.rendezvous.benchmarks.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.Endpoint;
import dev.rendezvous.benchmarks.ServerProcess;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/** Our TCP store server. */
final class TcpService implements Service {

    private final ServerProcess server;

    TcpService() throws IOException {
        this.server = ServerProcess.start(StoreServer.class);
    }

    @Override
    public String backend() {
        return "tcp";
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public String endpoint(int port) {
        return "127.0.0.1:" + port;
    }

    @Override
    public Map<String, String> config() {
        return Map.of("serve", "no");
    }

    @Override
    public Supplier<RequestCounter> counter() {
        return CellRequests::new;
    }

    @Override
    public SharedCell cell(String run) throws InterruptedException {
        return new StoreCell(
                TcpStoreClient.builder(Endpoint.of("127.0.0.1", port())).connect(), run);
    }

    @Override
    public long cpuNanos() throws IOException {
        return server.cpuNanos();
    }

    @Override
    public void close() {
        server.close();
    }

    /** The store has no versions: it compares values. */
    private record StoreCell(TcpStoreClient store, String run) implements SharedCell {

        @Override
        public Seen read() throws InterruptedException {
            return seen(store.get(run));
        }

        @Override
        public Seen write(String value, Seen expected) throws InterruptedException {
            return seen(store.compareAndSet(run, expected.value().getBytes(UTF_8), value.getBytes(UTF_8)));
        }

        private static Seen seen(byte[] value) {
            return new Seen(new String(value, UTF_8), value.length, 1);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
