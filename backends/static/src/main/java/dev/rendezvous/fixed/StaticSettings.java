package dev.rendezvous.fixed;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.spi.SecretFile;
import dev.rendezvous.spi.TlsOptions;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What a node of a fixed group was told.
 *
 * @param bindAddress where the node of rank 0 listens
 * @param joinTimeout how long to wait for the others
 * @param readTimeout how long the store waits for a key
 * @param linger how long the node of rank 0 waits, when it closes, for the others to leave
 * @param secret that which all nodes know; empty for none
 * @param tls how to encrypt; empty for not at all
 * @param requiresClientCertificates whether rank 0 requires certificates of the other nodes
 */
record StaticSettings(
        String backend,
        String runId,
        Endpoint endpoint,
        String bindAddress,
        int rank,
        int worldSize,
        Duration joinTimeout,
        Duration readTimeout,
        Duration linger,
        Optional<String> secret,
        Optional<SSLContext> tls,
        boolean requiresClientCertificates) {

    static final String RANK = "rank";
    static final String BIND_ADDRESS = "bind_address";
    static final String JOIN_TIMEOUT = "join_timeout";
    static final String READ_TIMEOUT = "read_timeout";
    static final String LINGER = "linger";
    static final String SECRET_FILE = "secret_file";

    /** The key of earlier versions, whose value was in the parameters for all to see. */
    private static final String PLAIN_SECRET = "secret";

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException naming what is missing or does not go together
     */
    static StaticSettings of(RendezvousParameters parameters) {
        int worldSize = parameters.fixedNodes();
        int rank = rank(parameters, worldSize);
        if (parameters.runId().isBlank()) {
            throw new IllegalArgumentException(ParameterMessages.noRunId());
        }
        Endpoint endpoint = endpoint(parameters.endpoint());
        return new StaticSettings(
                parameters.backend(),
                parameters.runId(),
                endpoint,
                parameters.get(BIND_ADDRESS).orElse(endpoint.host()),
                rank,
                worldSize,
                // A registry fills in the declared defaults; these are for a handler that is made without one.
                parameters.getDuration(JOIN_TIMEOUT).orElse(Duration.ofMinutes(10)),
                parameters.getDuration(READ_TIMEOUT).orElse(Duration.ofMinutes(1)),
                parameters.getDuration(LINGER).orElse(Duration.ofSeconds(10)),
                secret(parameters),
                tls(parameters, rank),
                TlsOptions.requiresClientCertificates(parameters));
    }

    boolean isHost() {
        return rank == 0;
    }

    private static int rank(RendezvousParameters parameters, int worldSize) {
        int rank = parameters.getInt(RANK).orElseThrow(() -> new IllegalArgumentException(ParameterMessages.noRank()));
        if (rank < 0 || rank >= worldSize) {
            throw new IllegalArgumentException(ParameterMessages.rankOutOfRange(rank, worldSize));
        }
        return rank;
    }

    private static Optional<String> secret(RendezvousParameters parameters) {
        if (parameters.get(PLAIN_SECRET).isPresent()) {
            throw new IllegalArgumentException(ParameterMessages.plainSecret());
        }
        // What both ends of the store refuse is refused here, with the name of the file.
        return SecretFile.read(
                parameters,
                SECRET_FILE,
                text -> TcpStoreClient.builder("localhost", 1).secret(text));
    }

    private static Optional<SSLContext> tls(RendezvousParameters parameters, int rank) {
        if (rank == 0) {
            TlsOptions.requireKeyStore(parameters, "rank 0 shows the others a certificate");
        }
        return TlsOptions.sslContext(parameters);
    }

    private static Endpoint endpoint(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(ParameterMessages.noEndpoint());
        }
        Endpoint endpoint = Endpoint.parse(text);
        if (endpoint.port().orElse(0) == 0) {
            throw new IllegalArgumentException(ParameterMessages.noPort(text));
        }
        return endpoint;
    }

    /** {@return the port of the endpoint, from 1 to 65535} */
    int port() {
        return endpoint.port().orElseThrow();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "StaticSettings[endpoint=" + endpoint + "]";
    }
}
