package dev.rendezvous.cli.store;

import dev.rendezvous.cli.text.DurationConverter;
import dev.rendezvous.cli.text.SizeConverter;
import dev.rendezvous.cli.text.UsageException;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a store that is served takes from its clients. */
@Command // else picocli takes it for no mixin
final class StoreLimitOptions {

    @Option(
            names = "--max-memory",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description =
                    "The memory for everything that the store holds, such as 512m (default: two fifths of the heap).")
    private @Nullable Long maxMemory;

    @Option(names = "--max-connections", paramLabel = "N", description = "The connections at once (default: 16384).")
    private @Nullable Integer maxConnections;

    @Option(
            names = "--max-value",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "The bytes of one value (default: 8m).")
    private @Nullable Long maxValue;

    @Option(
            names = "--max-request",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "The bytes of all keys and values of one request or response (default: 64m).")
    private @Nullable Long maxRequest;

    @Option(
            names = "--stall-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "60s",
            description = "How long a client may pause in a handshake or in a request (default: ${DEFAULT-VALUE}).")
    private Duration stallTimeout = Duration.ofMinutes(1);

    /** Sets the limits of a server; {@link IllegalArgumentException} if one cannot be. */
    void apply(TcpStoreServer.Builder builder) {
        StoreLimits limits = StoreLimits.DEFAULT;
        if (maxMemory != null) {
            limits = limits.withMaxMemoryBytes(maxMemory);
        }
        if (maxConnections != null) {
            limits = limits.withMaxConnections(maxConnections);
        }
        if (maxValue != null) {
            limits = limits.withMaxValueBytes(bytes("--max-value", maxValue));
        }
        if (maxRequest != null) {
            limits = limits.withMaxRequestBytes(bytes("--max-request", maxRequest));
        }
        builder.limits(limits).stallTimeout(stallTimeout);
    }

    private static int bytes(String option, long size) {
        if (size > Integer.MAX_VALUE) {
            throw new UsageException(option + " is " + size + " bytes; expected less than 2g");
        }
        return (int) size;
    }
}
