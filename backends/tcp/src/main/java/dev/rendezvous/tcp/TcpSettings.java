package dev.rendezvous.tcp;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.ElasticOptions;
import dev.rendezvous.engine.spi.RunName;
import dev.rendezvous.spi.SecretFile;
import dev.rendezvous.spi.TlsOptions;
import dev.rendezvous.tcpstore.space.SpaceClient;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The parameters of a node that concern its server and its connection.
 *
 * @param endpoint where the server listens; has a port
 * @param run the name of the run
 * @param serve whether this node may host the server
 * @param grace after which a lease ends whose connection was closed; empty for the whole lease
 * @param secret that all nodes know, if there is one
 * @param tls how to encrypt; empty for not at all
 * @param showsCertificate whether this node has a certificate; under TLS only such a node can serve
 * @param requiresClientCertificates whether this node, if it serves, requires certificates of the others
 */
record TcpSettings(
        Endpoint endpoint,
        String run,
        Serve serve,
        Optional<Duration> grace,
        Optional<String> secret,
        Optional<SSLContext> tls,
        boolean showsCertificate,
        boolean requiresClientCertificates) {

    static final String SERVE = "serve";
    static final String DEFAULT_SERVE = "auto";
    static final String DISCONNECT_GRACE = "disconnect_grace";
    static final String DEFAULT_GRACE = "2s";

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
        refuseUser(parameters);
        Endpoint endpoint = endpoint(parameters.endpoint());
        String run = RunName.of(parameters.runId());
        Serve serve = serve(parameters.get(SERVE).orElse(DEFAULT_SERVE));
        if (serve == Serve.YES) {
            TlsOptions.requireKeyStore(parameters, "a node that serves shows the others a certificate");
        }
        boolean requiresClientCertificates = TlsOptions.requiresClientCertificates(parameters);
        return new TcpSettings(
                endpoint,
                run,
                serve,
                grace(parameters),
                // What both ends refuse is refused here, with the name of the file.
                SecretFile.read(
                        parameters,
                        ElasticOptions.SECRET_FILE,
                        text -> SpaceClient.builder(endpoint, run).secret(text)),
                TlsOptions.sslContext(parameters),
                parameters.get(TlsOptions.KEY_STORE).isPresent(),
                requiresClientCertificates);
    }

    /** {@return whether this node can show what the others ask of a server} */
    boolean canServe() {
        return serve != Serve.NO && (tls.isEmpty() || showsCertificate);
    }

    private static void refuseUser(RendezvousParameters parameters) {
        for (String key : new String[] {ElasticOptions.USER, ElasticOptions.PASSWORD_FILE}) {
            if (parameters.get(key).isPresent()) {
                throw new IllegalArgumentException("the config has " + key
                        + ", but the server of the backend tcp has no users; leave it out, and let all nodes share a secret with "
                        + ElasticOptions.SECRET_FILE + ", or show certificates with " + TlsOptions.CLIENT_CERTIFICATES);
            }
        }
    }

    private static Endpoint endpoint(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the endpoint is empty;" + expectedEndpoint());
        }
        Endpoint endpoint = Endpoint.parse(text);
        if (endpoint.port().orElse(0) == 0) {
            throw new IllegalArgumentException("the endpoint is \"" + text + "\";" + expectedEndpoint());
        }
        return endpoint;
    }

    private static String expectedEndpoint() {
        return " the backend tcp needs host:port, where one of the nodes listens, for example node0:29400";
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
        if (parameters.getBoolean(ElasticOptions.SELF_FENCE).orElse(false)) {
            return Optional.empty();
        }
        Duration grace = parameters
                .getDuration(DISCONNECT_GRACE)
                .or(() -> RendezvousParameters.builder("default")
                        .config(DISCONNECT_GRACE, DEFAULT_GRACE)
                        .build()
                        .getDuration(DISCONNECT_GRACE))
                .orElseThrow();
        if (grace.isZero()) {
            throw new IllegalArgumentException("the config key " + DISCONNECT_GRACE
                    + " is 0; expected more, so that a connection that breaks can be made again");
        }
        return Optional.of(grace);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "TcpSettings[endpoint=" + endpoint + ", run=" + run + "]";
    }
}
