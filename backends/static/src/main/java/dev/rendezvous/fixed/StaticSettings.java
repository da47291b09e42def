package dev.rendezvous.fixed;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousParameters;
import java.time.Duration;
import java.util.Optional;

/**
 * What a node of a fixed group was told.
 *
 * @param bindAddress where the node of rank 0 listens
 * @param joinTimeout how long to wait for the others
 * @param readTimeout how long the store waits for a key
 * @param linger how long the node of rank 0 waits, when it closes, for the others to leave
 * @param tls how to encrypt; empty for not at all
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
        Optional<StaticTls> tls) {

    static final String RANK = "rank";
    static final String BIND_ADDRESS = "bind_address";
    static final String JOIN_TIMEOUT = "join_timeout";
    static final String READ_TIMEOUT = "read_timeout";
    static final String LINGER = "linger";
    static final String SECRET = "secret";

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException naming what is missing or makes no sense
     */
    static StaticSettings of(RendezvousParameters parameters) {
        int worldSize = parameters.maxNodes();
        int rank = parameters.getInt(RANK).orElseThrow(StaticMessages::noRank);
        if (rank < 0 || rank >= worldSize) {
            throw StaticMessages.rankOutOfRange(rank, worldSize);
        }
        if (parameters.runId().isBlank()) {
            throw StaticMessages.noRunId();
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
                parameters.get(SECRET),
                StaticTls.of(parameters, rank));
    }

    boolean isHost() {
        return rank == 0;
    }

    private static Endpoint endpoint(String text) {
        if (text.isBlank()) {
            throw StaticMessages.noEndpoint();
        }
        Endpoint endpoint = Endpoint.parse(text);
        if (endpoint.port().orElse(0) == 0) {
            throw StaticMessages.noPort(text);
        }
        return endpoint;
    }

    /** {@return the port of the endpoint, from 1 to 65535} */
    int port() {
        return endpoint.port().orElseThrow();
    }
}
