package dev.rendezvous.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * Recognizes a pooler such as PgBouncer between this node and the server: it greets a connection with a process id of its own. In its
 * transaction mode a connection of the server serves many clients in turn, so that notifications get lost.
 */
final class Pooler {

    static final String WARNING =
            "a pooler is between this node and the server, and in transaction mode it loses notifications;"
                    + " this node looks each second instead; connect to the server itself for quick changes";

    private Pooler() {}

    static boolean isBetween(Connection connection) throws SQLException {
        int greeted = connection.unwrap(PGConnection.class).getBackendPID();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            return rows.getInt(1) != greeted;
        }
    }
}
