package dev.rendezvous.cli.store;

import dev.rendezvous.Endpoint;
import dev.rendezvous.cli.text.DurationConverter;
import dev.rendezvous.cli.text.UsageException;
import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import dev.rendezvous.tcpstore.client.TcpStoreInspector;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options by which all commands reach a store. */
final class StoreOptions {

    private static final int DEFAULT_PORT = 29_500;

    @Option(
            names = "--endpoint",
            required = true,
            paramLabel = "HOST[:PORT]",
            description = "Where the store is; without a port that of PyTorch, 29500.")
    private String endpoint = "";

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT",
            defaultValue = "current",
            converter = StoreDialectConverter.class,
            description = "What the store speaks: current (ours, PyTorch 2.5 and later), or 1.13 (and 2.0).")
    private Dialect dialect = Dialect.CURRENT;

    @Option(
            names = "--connect-timeout",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description = "How long to try to reach it (default: ${DEFAULT-VALUE}).")
    private Duration connectTimeout = Duration.ZERO;

    @Mixin
    private StoreSecretOption secret = new StoreSecretOption();

    /**
     * {@return a client of the store, which looks for a key once unless it is told to wait}
     *
     * @throws UsageException if the options contradict each other
     */
    TcpStoreClient connect() throws InterruptedException {
        return open(TcpStoreClient.Builder::connect);
    }

    /**
     * {@return what reads the store as it is on the wire}
     *
     * @throws UsageException if the options contradict each other
     */
    TcpStoreInspector inspect() throws InterruptedException {
        return open(TcpStoreInspector::connect);
    }

    private interface Opening<T> {
        T open(TcpStoreClient.Builder builder) throws InterruptedException;
    }

    private <T> T open(Opening<T> opening) throws InterruptedException {
        try {
            TcpStoreClient.Builder builder = TcpStoreClient.builder(
                            Endpoint.parse(endpoint).withDefaultPort(DEFAULT_PORT))
                    .dialect(dialect)
                    .timeout(Duration.ZERO)
                    .connectTimeout(connectTimeout);
            secret.secret().ifPresent(builder::secret);
            return opening.open(builder);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
