package dev.rendezvous.benchmarks.elastic;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

/** A real PostgreSQL. */
final class PostgresqlService implements Service {

    private static final String READ = "SELECT value, version FROM cell WHERE run = ?";

    private final EmbeddedPostgres server;

    PostgresqlService() throws IOException, SQLException {
        this.server = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "400")
                .setServerConfig("fsync", "off")
                .start();
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE cell (run text PRIMARY KEY, value text NOT NULL, version bigint NOT NULL)");
        }
    }

    @Override
    public String backend() {
        return "postgresql";
    }

    @Override
    public int port() {
        return server.getPort();
    }

    @Override
    public String endpoint(int port) {
        return "127.0.0.1:" + port + "/postgres?user=postgres&password=postgres";
    }

    private String url() {
        return "jdbc:postgresql://" + endpoint(port());
    }

    @Override
    public Supplier<RequestCounter> counter() {
        return PostgresqlRequests::new;
    }

    @Override
    public SharedCell cell(String run) throws SQLException {
        return new RowCell(DriverManager.getConnection(url()), run);
    }

    @Override
    public long cpuNanos() throws IOException {
        return Processes.cpuNanos("postgres");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private record RowCell(Connection connection, String run) implements SharedCell {

        @Override
        public Seen read() throws SQLException {
            return ask(1, READ, run);
        }

        @Override
        public Seen write(String value, Seen expected) throws SQLException {
            String text = expected.version() == 0
                    ? "INSERT INTO cell VALUES (?, ?, 1) ON CONFLICT DO NOTHING RETURNING value, version"
                    : "UPDATE cell SET value = ?, version = version + 1 WHERE run = ? AND version = ?"
                            + " RETURNING value, version";
            Seen written =
                    expected.version() == 0 ? ask(1, text, run, value) : ask(1, text, value, run, expected.version());
            return written.version() == 0 ? ask(2, READ, run) : written;
        }

        private Seen ask(int requests, String text, Object... values) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? new Seen(rows.getString(1), rows.getLong(2), requests) : Seen.NOTHING;
                }
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
