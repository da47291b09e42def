package dev.rendezvous.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Opens connections on which a write is as durable as the contract says, whatever the server's defaults are, and which never wait for
 * long. A pooler may refuse such settings; then a connection is opened without them. Thread-safe.
 */
final class Connector {

    private final PostgresqlSettings settings;
    private final Driver driver = new Driver();
    private volatile boolean refusesSettings;

    Connector(PostgresqlSettings settings) {
        this.settings = settings;
    }

    PostgresqlSettings settings() {
        return settings;
    }

    /** {@return a new connection, which the caller closes} Blocks up to the time for one answer, and once more to log in. */
    Connection open() throws SQLException {
        if (refusesSettings) {
            return open(properties(false));
        }
        try {
            return open(properties(true));
        } catch (SQLException e) {
            if (!SqlState.PROTOCOL_VIOLATION.is(e)) {
                throw e;
            }
            Connection connection = open(properties(false));
            refusesSettings = true;
            return connection;
        }
    }

    private Connection open(Properties properties) throws SQLException {
        settings.tls().ifPresent(ContextSocketFactory::use);
        try {
            Connection connection = driver.connect(settings.server().url(), properties);
            connection.setNetworkTimeout(Runnable::run, (int) settings.answer().toMillis());
            return connection;
        } finally {
            ContextSocketFactory.use(null);
        }
    }

    private Properties properties(boolean withSettings) {
        Properties properties = new Properties();
        properties.putAll(settings.server().properties());
        settings.user().ifPresent(user -> PGProperty.USER.set(properties, user));
        settings.password().ifPresent(password -> PGProperty.PASSWORD.set(properties, password));
        settings.tls().ifPresent(context -> {
            properties.putIfAbsent(PGProperty.SSL_MODE.getName(), "verify-full");
            PGProperty.SSL_FACTORY.set(properties, ContextSocketFactory.class.getName());
        });
        properties.putIfAbsent(PGProperty.APPLICATION_NAME.getName(), "rendezvous");
        if (settings.server().hosts().size() > 1) {
            properties.putIfAbsent(PGProperty.TARGET_SERVER_TYPE.getName(), "primary");
        }
        int seconds = Math.max(1, (int) settings.answer().toSeconds());
        PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
        PGProperty.SOCKET_TIMEOUT.set(properties, seconds);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        // A statement that the server keeps is lost when a pooler changes the server's connection.
        PGProperty.PREPARE_THRESHOLD.set(properties, 0);
        if (withSettings) {
            PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "12");
            PGProperty.OPTIONS.set(
                    properties, options(Optional.ofNullable(PGProperty.OPTIONS.getOrDefault(properties))));
        }
        return properties;
    }

    private String options(Optional<String> given) {
        Duration answer = settings.answer();
        return given.map(options -> options + " ").orElse("")
                + "-c synchronous_commit=on -c default_transaction_isolation=read\\ committed -c statement_timeout="
                + answer.multipliedBy(4).dividedBy(5).toMillis()
                + " -c lock_timeout="
                + answer.multipliedBy(3).dividedBy(5).toMillis();
    }
}
