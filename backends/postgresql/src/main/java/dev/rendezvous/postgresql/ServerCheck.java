package dev.rendezvous.postgresql;

import dev.rendezvous.engine.spi.Check;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Checks on a connection of its own what a user can get wrong. It stops at the first step that fails. It writes nothing. */
final class ServerCheck {

    private static final int OLDEST = 12;

    private static final String SERVER =
            "SELECT current_setting('server_version'), current_setting('server_version_num')::int / 10000,"
                    + " pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean";

    private static final String ENCRYPTION = "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

    private static final String TABLES = """
            SELECT t.there, NOT t.there AND has_schema_privilege(current_schema(), 'CREATE'),
                CASE WHEN t.there THEN has_table_privilege('rdzv_entry', 'SELECT')
                        AND has_table_privilege('rdzv_entry', 'INSERT') AND has_table_privilege('rdzv_entry', 'UPDATE')
                        AND has_table_privilege('rdzv_entry', 'DELETE') AND has_table_privilege('rdzv_session', 'SELECT')
                        AND has_table_privilege('rdzv_session', 'INSERT') AND has_table_privilege('rdzv_session', 'UPDATE')
                        AND has_table_privilege('rdzv_session', 'DELETE')
                        AND has_sequence_privilege('rdzv_version', 'USAGE') END
            FROM (SELECT to_regclass('rdzv_entry') IS NOT NULL AND to_regclass('rdzv_session') IS NOT NULL
                AND to_regclass('rdzv_version') IS NOT NULL there) t
            """;

    private final Connector connector;
    private final Failures failures;
    private final List<Check> checks = new ArrayList<>();
    private long start = System.nanoTime();

    ServerCheck(Connector connector, Failures failures) {
        this.connector = connector;
        this.failures = failures;
    }

    CompletionStage<List<Check>> start() {
        CompletableFuture<List<Check>> result = new CompletableFuture<>();
        Caller.daemon("rendezvous-postgresql-check", () -> {
                    try {
                        run();
                        result.complete(List.copyOf(checks));
                    } catch (RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                })
                .start();
        return result;
    }

    private void run() {
        if (!resolve()) {
            return;
        }
        try (Connection connection = connector.open()) {
            add("connect", Check.Result.OK, connector.settings().server().toString());
            encryption(connection);
            add("login", Check.Result.OK, "as " + connection.getMetaData().getUserName());
            if (server(connection)) {
                tables(connection);
            }
            if (Pooler.isBetween(connection)) {
                add("pooler", Check.Result.WARN, Pooler.WARNING);
            }
        } catch (SQLException e) {
            add(
                    failures.stepOf(e),
                    Check.Result.FAIL,
                    Objects.requireNonNull(failures.translate(e).getMessage()));
        }
    }

    private boolean resolve() {
        List<String> unknown = new ArrayList<>();
        List<ServerAddress.Host> hosts = connector.settings().server().hosts();
        for (ServerAddress.Host host : hosts) {
            try {
                InetAddress.getAllByName(host.name());
            } catch (UnknownHostException e) {
                unknown.add(host.name());
            }
        }
        String servers = connector.settings().server().toString();
        if (unknown.isEmpty()) {
            return add("resolve", Check.Result.OK, servers);
        }
        return add(
                "resolve",
                unknown.size() == hosts.size() ? Check.Result.FAIL : Check.Result.WARN,
                "the name service of this machine does not know " + String.join(", ", unknown)
                        + "; correct the endpoint " + servers);
    }

    private void encryption(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ENCRYPTION)) {
            boolean isEncrypted = rows.next() && rows.getBoolean(1);
            add("TLS", Check.Result.OK, isEncrypted ? rows.getString(2) : "off: this connection is not encrypted");
        }
    }

    private boolean server(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SERVER)) {
            rows.next();
            String version = "PostgreSQL " + rows.getString(1);
            if (rows.getInt(2) < OLDEST) {
                return add("server", Check.Result.FAIL, version + "; the backend needs " + OLDEST + " or later");
            }
            if (rows.getBoolean(3)) {
                return add(
                        "server", Check.Result.FAIL, connector.settings().server() + " " + Failures.READ_ONLY_REMEDY);
            }
            return add("server", Check.Result.OK, version + ", not a replica");
        }
    }

    private void tables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            rows.next();
            if (rows.getBoolean(3)) {
                add("tables", Check.Result.OK, "there, with the rights that are needed");
            } else if (rows.getBoolean(2)) {
                add("tables", Check.Result.WARN, "not there; the first node creates them");
            } else {
                add("tables", Check.Result.FAIL, failures.withoutTables());
            }
        }
    }

    /** {@return whether the next step makes sense} */
    private boolean add(String step, Check.Result result, String detail) {
        long now = System.nanoTime();
        checks.add(new Check(step, result, detail, Duration.ofNanos(now - start)));
        start = now;
        return result != Check.Result.FAIL;
    }
}
