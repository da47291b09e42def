package dev.rendezvous.postgresql;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.ElasticOptions;
import dev.rendezvous.engine.spi.RunName;
import dev.rendezvous.spi.SecretFile;
import dev.rendezvous.spi.TlsOptions;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The parameters of a node that concern its connections.
 *
 * @param server where the database is
 * @param run the name of the run
 * @param user that logs in; empty for the user of the operating system
 * @param password of the user; empty for what the endpoint, or the password file of PostgreSQL's clients, says
 * @param tls how to encrypt; empty for what the endpoint says
 * @param request how long the engine waits for one answer
 */
record PostgresqlSettings(
        ServerAddress server,
        String run,
        Optional<String> user,
        Optional<String> password,
        Optional<SSLContext> tls,
        Duration request) {

    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(5);

    static PostgresqlSettings of(RendezvousParameters parameters) {
        if (parameters.get(ElasticOptions.SECRET_FILE).isPresent()) {
            throw new IllegalArgumentException("the config key " + ElasticOptions.SECRET_FILE
                    + " has no meaning for the backend postgresql; PostgreSQL checks the config keys "
                    + ElasticOptions.USER + " and " + ElasticOptions.PASSWORD_FILE);
        }
        ServerAddress server = ServerAddress.parse(parameters.endpoint());
        return new PostgresqlSettings(
                server,
                RunName.of(parameters.runId()),
                parameters.get(ElasticOptions.USER).or(server::user),
                SecretFile.read(parameters, ElasticOptions.PASSWORD_FILE),
                TlsOptions.sslContext(parameters),
                request(parameters.getDuration(ElasticOptions.LEASE).orElse(Duration.ofSeconds(15))));
    }

    /** As the engine: a third of the lease, so that a keep-alive can be repeated before the lease ends. */
    private static Duration request(Duration lease) {
        Duration third = lease.dividedBy(3);
        return third.compareTo(LONGEST_REQUEST) < 0 ? third : LONGEST_REQUEST;
    }

    /** {@return how long a connection waits for an answer} Shorter than the engine waits, so that the engine hears the reason. */
    Duration answer() {
        return request.multipliedBy(4).dividedBy(5);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "PostgresqlSettings[run=" + run + "]";
    }
}
