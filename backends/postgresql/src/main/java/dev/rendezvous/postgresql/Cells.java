package dev.rendezvous.postgresql;

import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Listing;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.PutAndLook;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a run in SQL. A write is one request: it locks the name of the key, writes, and reads what a conflict shows.
 *
 * <p>The version of a write is drawn while the name is locked, and the lock is held until the commit. Otherwise a write that draws a
 * number, and then waits for a rival, would leave a version that is smaller than the rival's (C2). A conditional write is one
 * statement, so at the isolation level "read committed" it sees the newest row and loses no update (C1). Leased keys refer to the row of
 * their lease, and the server deletes them with it; a write that comes too late violates that reference (C5, C6).
 */
final class Cells {

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0));\n";

    private static final String CREATE = """
            WITH w AS (INSERT INTO rdzv_entry (run, key, value, version, ord, session, linger, expires_at)
                    SELECT ?, ?, ?, q.v, q.v, ?::bigint, q.l, clock_timestamp() + q.l
                    FROM (SELECT nextval('rdzv_version') v, ?::float8 * interval '1 millisecond' l) q
                    ON CONFLICT (run, key) DO NOTHING RETURNING key, version, ord),
                n AS (SELECT pg_notify(?, key) FROM w)
            SELECT w.version, w.ord FROM w LEFT JOIN n ON true;
            """;

    private static final String REWRITE = """
            WITH w AS (UPDATE rdzv_entry SET value = ?, version = nextval('rdzv_version'), session = ?::bigint, linger = q.l,
                    expires_at = clock_timestamp() + q.l
                    FROM (SELECT ?::float8 * interval '1 millisecond' l) q
                    WHERE run = ? AND key = ? AND version = ? RETURNING key, version, ord),
                n AS (SELECT pg_notify(?, key) FROM w)
            SELECT w.version, w.ord FROM w LEFT JOIN n ON true;
            """;

    private static final String DELETE = """
            WITH w AS (DELETE FROM rdzv_entry WHERE run = ? AND key = ? AND version = ? RETURNING key, ord),
                n AS (SELECT pg_notify(?, key) FROM w)
            SELECT nextval('rdzv_version'), w.ord FROM w LEFT JOIN n ON true;
            """;

    private static final String GET = "SELECT " + Results.COLUMNS + " FROM rdzv_entry WHERE run = ? AND key = ?;\n";

    private static final String LIST =
            "SELECT " + Results.COLUMNS + " FROM rdzv_entry WHERE run = ? AND key >= ? AND key < ? ORDER BY key;\n";

    private static final String TOUCH = """
            WITH w AS (UPDATE rdzv_entry SET expires_at = clock_timestamp() + linger
                    WHERE run = ? AND key >= ? AND key < ? AND linger IS NOT NULL RETURNING 1)
            SELECT count(*) FROM w
            """;

    private static final String DELETE_ALL = """
            WITH w AS (DELETE FROM rdzv_entry WHERE run = ? AND key >= ? AND key < ? RETURNING 1),
                q AS (SELECT count(*) c FROM w)
            SELECT pg_notify(?, ?) FROM q WHERE c > 0
            """;

    private final String run;
    private final String channel;

    Cells(String run) {
        this.run = run;
        this.channel = Channel.of(run);
    }

    Optional<Entry> get(Connection connection, String key) throws SQLException {
        try (Results results = Results.of(connection, GET, run, key)) {
            return results.entry();
        }
    }

    Listing list(Connection connection, String prefix) throws SQLException {
        try (Results results = Results.of(connection, LIST, run, prefix, after(prefix))) {
            return new Listing(results.entries());
        }
    }

    WriteOutcome put(Connection connection, String key, String value, Precondition precondition, Life life)
            throws SQLException {
        return write(connection, key, put(precondition), values(key, value, precondition, life), Optional.empty())
                .outcome();
    }

    PutAndLook putThenList(
            Connection connection, String key, String value, Precondition precondition, Life life, String prefix)
            throws SQLException {
        return write(connection, key, put(precondition), values(key, value, precondition, life), Optional.of(prefix));
    }

    WriteOutcome delete(Connection connection, String key, long version) throws SQLException {
        return write(connection, key, DELETE, Arrays.asList(run, key, version, channel), Optional.empty())
                .outcome();
    }

    boolean touch(Connection connection, String keyOrPrefix) throws SQLException {
        try (Results results = Results.of(connection, TOUCH, run, keyOrPrefix, after(keyOrPrefix));
                ResultSet rows = results.next()) {
            return rows.next() && rows.getLong(1) > 0;
        }
    }

    void deleteAll(Connection connection, String prefix) throws SQLException {
        Results.of(connection, DELETE_ALL, run, prefix, after(prefix), channel, prefix)
                .close();
    }

    private static String put(Precondition precondition) {
        return precondition instanceof Precondition.Version ? REWRITE : CREATE;
    }

    private List<@Nullable Object> values(String key, String value, Precondition precondition, Life life) {
        @Nullable Object session = life instanceof Life.Leased leased ? ((PostgresqlLease) leased.lease()).id() : null;
        @Nullable
        Object linger =
                life instanceof Life.Linger period ? (double) period.after().toMillis() : null;
        return precondition instanceof Precondition.Version expected
                ? Arrays.asList(value, session, linger, run, key, expected.version(), channel)
                : Arrays.asList(run, key, value, session, linger, channel);
    }

    private PutAndLook write(
            Connection connection, String key, String sql, List<@Nullable Object> values, Optional<String> prefix)
            throws SQLException {
        List<@Nullable Object> all = new ArrayList<>();
        all.add(run + "/" + key);
        all.addAll(values);
        all.addAll(List.of(run, key));
        prefix.ifPresent(list -> all.addAll(List.of(run, list, after(list))));
        String request = LOCK + sql + GET + (prefix.isPresent() ? LIST : "");
        try (Results results = Results.of(connection, request, all.toArray())) {
            results.skip();
            Optional<WriteOutcome> applied = applied(results);
            Optional<Entry> current = results.entry();
            WriteOutcome outcome = applied.orElse(new WriteOutcome.Conflict(current));
            return new PutAndLook(
                    outcome, prefix.isPresent() ? Optional.of(new Listing(results.entries())) : Optional.empty());
        } catch (SQLException e) {
            if (SqlState.LEASE_IS_GONE.is(e)) {
                return new PutAndLook(new WriteOutcome.LeaseLost(), Optional.empty());
            }
            throw e;
        }
    }

    private static Optional<WriteOutcome> applied(Results results) throws SQLException {
        try (ResultSet rows = results.next()) {
            return rows.next()
                    ? Optional.of(new WriteOutcome.Applied(rows.getLong(1), rows.getLong(2)))
                    : Optional.empty();
        }
    }

    /** {@return the end of the range of a prefix; for a key, what no other key lies before} */
    private static String after(String keyOrPrefix) {
        return keyOrPrefix.endsWith("/")
                ? keyOrPrefix.substring(0, keyOrPrefix.length() - 1) + (char) ('/' + 1)
                : keyOrPrefix + ' ';
    }
}
