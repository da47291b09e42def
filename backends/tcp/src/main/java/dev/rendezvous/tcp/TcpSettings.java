package dev.rendezvous.tcp;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.spi.RunName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The parameters of a node that concern its server and its connection.
 *
 * @param endpoint where the server listens; has a port
 * @param run the name of the run
 * @param serve whether this node may host the server
 * @param grace after which a lease ends whose connection was closed; empty for the whole lease
 * @param secret that all nodes know, if there is one
 */
record TcpSettings(Endpoint endpoint, String run, Serve serve, Optional<Duration> grace, Optional<String> secret) {

    static final String SERVE = "serve";
    static final String DISCONNECT_GRACE = "disconnect_grace";
    static final String SECRET_FILE = "secret_file";
    static final String SELF_FENCE = "self_fence";

    private static final Duration DEFAULT_GRACE = Duration.ofSeconds(2);

    /** Whether a node may host the server. */
    enum Serve {
        /** If the host of the endpoint is an address of this machine. */
        AUTO,
        /** The host of the endpoint must be an address of this machine. */
        YES,
        /** Never. */
        NO
    }

    static TcpSettings of(RendezvousParameters parameters) {
        return new TcpSettings(
                endpoint(parameters.endpoint()),
                RunName.of(parameters.runId()),
                serve(parameters.get(SERVE).orElse("auto")),
                grace(parameters),
                parameters.get(SECRET_FILE).map(TcpSettings::read));
    }

    private static Endpoint endpoint(String text) {
        Endpoint endpoint = Endpoint.parse(text);
        if (endpoint.port().orElse(0) == 0) {
            throw new IllegalArgumentException("the endpoint is \"" + text
                    + "\"; the backend tcp needs host:port, where one of the nodes listens, for example node0:29400");
        }
        return endpoint;
    }

    private static Serve serve(String text) {
        return switch (text) {
            case "auto" -> Serve.AUTO;
            case "yes" -> Serve.YES;
            case "no" -> Serve.NO;
            default ->
                throw new IllegalArgumentException(
                        "the config key " + SERVE + " has the value \"" + text + "\"; expected auto, yes or no");
        };
    }

    /** A node that fences itself counts on its lease, also while its connection is broken. */
    private static Optional<Duration> grace(RendezvousParameters parameters) {
        if (parameters.getBoolean(SELF_FENCE).orElse(false)) {
            return Optional.empty();
        }
        Duration grace = parameters.getDuration(DISCONNECT_GRACE).orElse(DEFAULT_GRACE);
        if (grace.isZero()) {
            throw new IllegalArgumentException("the config key " + DISCONNECT_GRACE
                    + " is 0; expected more, so that a connection that breaks can be made again");
        }
        return Optional.of(grace);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the config key " + SECRET_FILE + " names the file " + file + ", which cannot be read: " + e, e);
        }
    }
}
