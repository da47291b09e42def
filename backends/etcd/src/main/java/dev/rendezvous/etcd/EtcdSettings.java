package dev.rendezvous.etcd;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.ElasticOptions;
import dev.rendezvous.engine.spi.RunName;
import dev.rendezvous.etcd.transport.Connection;
import dev.rendezvous.etcd.transport.Credentials;
import dev.rendezvous.spi.SecretFile;
import dev.rendezvous.spi.TlsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The parameters of a node that concern its connection to etcd. */
final class EtcdSettings {

    static final String NAMESPACE = "namespace";
    static final String DEFAULT_NAMESPACE = "/rdzv";

    private static final int DEFAULT_PORT = 2379;
    private static final int LONGEST_NAMESPACE = 128;
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);
    private static final Duration DEFAULT_LEASE = Duration.ofSeconds(15);

    private EtcdSettings() {}

    /** {@return where the keys of the run are; ends in a slash} */
    static String root(RendezvousParameters parameters) {
        return namespace(parameters) + "/" + RunName.of(parameters.runId()) + "/";
    }

    static Connection connection(RendezvousParameters parameters) {
        return new Connection(
                endpoints(parameters.endpoint()),
                TlsOptions.sslContext(parameters),
                credentials(parameters),
                namespace(parameters) + "/",
                limit(parameters));
    }

    private static List<Endpoint> endpoints(String text) {
        if (text.contains("://")) {
            throw new IllegalArgumentException("the endpoint is \"" + text
                    + "\"; the backend etcd needs host:port,host:port and no URL; for https set the config key "
                    + TlsOptions.TLS + "=true");
        }
        return Endpoint.parseAll(text, DEFAULT_PORT);
    }

    private static Optional<Credentials> credentials(RendezvousParameters parameters) {
        if (parameters.get(ElasticOptions.SECRET_FILE).isPresent()) {
            throw new IllegalArgumentException("the config has " + ElasticOptions.SECRET_FILE
                    + ", but etcd knows no shared secret; use " + ElasticOptions.USER + " and "
                    + ElasticOptions.PASSWORD_FILE);
        }
        Optional<String> user = parameters.get(ElasticOptions.USER);
        Optional<String> password = SecretFile.read(parameters, ElasticOptions.PASSWORD_FILE);
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException("the config has only one of " + ElasticOptions.USER + " and "
                    + ElasticOptions.PASSWORD_FILE + "; a login needs both");
        }
        return user.map(name -> new Credentials(name, password.orElseThrow()));
    }

    private static String namespace(RendezvousParameters parameters) {
        String given = parameters.get(NAMESPACE).orElse(DEFAULT_NAMESPACE);
        boolean legal = given.length() <= LONGEST_NAMESPACE && given.chars().allMatch(c -> c >= '!' && c <= '~');
        if (!legal || given.isEmpty() || given.endsWith("/")) {
            throw new IllegalArgumentException("the config key " + NAMESPACE + " has the value \"" + given
                    + "\"; expected 1 to " + LONGEST_NAMESPACE
                    + " characters from ! to ~ of ASCII without a slash at the end, such as " + DEFAULT_NAMESPACE);
        }
        return given;
    }

    /** A little less than the engine waits for one answer, so that its user learns which endpoint was silent. */
    private static Duration limit(RendezvousParameters parameters) {
        Duration third = parameters
                .getDuration(ElasticOptions.LEASE)
                .orElse(DEFAULT_LEASE)
                .dividedBy(3);
        Duration wait = third.compareTo(LONGEST_CALL) < 0 ? third : LONGEST_CALL;
        return wait.multipliedBy(9).dividedBy(10);
    }
}
