package dev.rendezvous.postgresql;

import dev.rendezvous.engine.spi.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The results of statements that are sent as one request. The server runs them in one transaction; each sees what was committed when it
 * begins.
 */
final class Results implements AutoCloseable {

    /** What {@link #entries} reads. */
    static final String COLUMNS = "key, value, version, ord";

    private final PreparedStatement statement;
    private boolean isFirst = true;

    private Results(PreparedStatement statement) {
        this.statement = statement;
    }

    /**
     * Sends the statements and waits for the answer.
     *
     * @param sql statements with a semicolon between them
     * @param values of the question marks; null for the SQL value
     */
    static Results of(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
            return new Results(statement);
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /** {@return the rows of the next statement} */
    ResultSet next() throws SQLException {
        if (!isFirst) {
            statement.getMoreResults();
        }
        isFirst = false;
        return statement.getResultSet();
    }

    void skip() throws SQLException {
        next().close();
    }

    List<Entry> entries() throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (ResultSet rows = next()) {
            while (rows.next()) {
                entries.add(new Entry(rows.getString(1), rows.getString(2), rows.getLong(3), rows.getLong(4)));
            }
        }
        return entries;
    }

    Optional<Entry> entry() throws SQLException {
        return entries().stream().findFirst();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
