package dev.rendezvous.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** The script that creates the tables. It is the main class of the jar: {@code java -jar rendezvous-postgresql.jar} prints it. */
final class SchemaScript {

    /** What to do where a node may not create the tables itself. */
    static final String REMEDY =
            "run the script that java -jar rendezvous-postgresql.jar prints, as the owner of the schema, and grant SELECT, INSERT,"
                    + " UPDATE, DELETE on rdzv_session and rdzv_entry, and USAGE on the sequence rdzv_version and on the schema";

    /** Any number; all nodes that create the tables have the same. */
    private static final long LOCK = 0x7264_7a76_0001L;

    private SchemaScript() {}

    /** Prints the script. */
    public static void main(String[] arguments) {
        System.out.print(text());
    }

    static String text() {
        try (InputStream in = Objects.requireNonNull(SchemaScript.class.getResourceAsStream("schema.sql"))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates what is missing. Two nodes that do so at one moment would disturb each other, hence the lock. */
    static void create(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
            statement.execute(text());
            connection.commit();
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
