package dev.rendezvous.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps leases and removes what has expired: by deletion, so that gone is final, and by the clock of the server.
 *
 * <p>After an outage of the server every lease looks expired. So a node removes the leases of others only if its own last two
 * keep-alives are less than half a TTL apart: then the others could keep theirs as well. A handle that keeps no lease removes leases
 * that have been expired for one more TTL, if the server has been up for that time. Thread-safe.
 */
final class Upkeep {

    private static final String GRANT = """
            INSERT INTO rdzv_session (run, ttl, expires_at)
            SELECT ?, q.t, clock_timestamp() + q.t FROM (SELECT ?::float8 * interval '1 millisecond' t) q RETURNING id
            """;

    /** A lease is gone when its row is gone. A late keep-alive of a row that is there counts. */
    private static final String KEEP = """
            UPDATE rdzv_session SET expires_at = clock_timestamp() + ttl WHERE id = ?
            RETURNING extract(epoch FROM clock_timestamp())::float8,
                EXISTS (SELECT FROM rdzv_session o WHERE o.run = ? AND o.id <> ? AND o.expires_at < clock_timestamp())
            """;

    private static final String REVOKE = """
            WITH d AS (DELETE FROM rdzv_session WHERE id = ? RETURNING id) SELECT pg_notify(?, ?) FROM d
            """;

    private static final String REAP = """
            WITH d AS (DELETE FROM rdzv_session WHERE id IN (SELECT id FROM rdzv_session
                    WHERE run = ? AND expires_at < clock_timestamp() FOR UPDATE SKIP LOCKED) RETURNING id),
                q AS (SELECT count(*) c FROM d)
            SELECT pg_notify(?, ?) FROM q WHERE c > 0
            """;

    private static final String SWEEP = "WITH s AS (DELETE FROM rdzv_session WHERE id IN (SELECT id FROM rdzv_session"
            + " WHERE run <> ? AND expires_at + ttl < clock_timestamp()"
            + " AND pg_postmaster_start_time() + ttl < clock_timestamp() FOR UPDATE SKIP LOCKED) RETURNING run),"
            + " e AS (DELETE FROM rdzv_entry WHERE (run, key) IN (SELECT run, key FROM rdzv_entry"
            + " WHERE expires_at < clock_timestamp() FOR UPDATE SKIP LOCKED) RETURNING run)"
            + " SELECT pg_notify(" + Channel.OF_ROW + ", '" + Channel.EVERYTHING + "')"
            + " FROM (SELECT run FROM s UNION SELECT run FROM e) q";

    private static final Duration SWEEP_OF_A_NODE = Duration.ofMinutes(1);
    private static final Duration SWEEP_OF_A_READER = Duration.ofSeconds(1);

    private final String run;
    private final String channel;
    private boolean keeps;
    private long keptUntil;
    private boolean swept;
    private long sweptAt;

    Upkeep(String run) {
        this.run = run;
        this.channel = Channel.of(run);
    }

    /** What a keep-alive found: the time of the server in seconds, and whether another lease of the run has expired. */
    record Kept(double time, boolean othersExpired) {}

    long grant(Connection connection, Duration ttl) throws SQLException {
        keepsFor(ttl);
        try (Results results = Results.of(connection, GRANT, run, (double) ttl.toMillis());
                ResultSet rows = results.next()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** {@return empty if the lease is gone} */
    Optional<Kept> keep(Connection connection, long lease, Duration ttl) throws SQLException {
        keepsFor(ttl);
        Optional<Kept> kept = Optional.empty();
        try (Results results = Results.of(connection, KEEP, lease, run, lease);
                ResultSet rows = results.next()) {
            if (rows.next()) {
                kept = Optional.of(new Kept(rows.getDouble(1), rows.getBoolean(2)));
            }
        }
        sweepWhenDue(connection);
        return kept;
    }

    void revoke(Connection connection, long lease) throws SQLException {
        Results.of(connection, REVOKE, lease, channel, Channel.EVERYTHING).close();
    }

    void reap(Connection connection) throws SQLException {
        Results.of(connection, REAP, run, channel, Channel.EVERYTHING).close();
    }

    /** Before a handle without a lease reads: otherwise nothing would remove the members of a run that has crashed. */
    void sweepUnlessKept(Connection connection) throws SQLException {
        if (!keepsLease()) {
            sweepWhenDue(connection);
        }
    }

    private void sweepWhenDue(Connection connection) throws SQLException {
        if (isSweepDue()) {
            Results.of(connection, SWEEP, keepsLease() ? run : "").close();
        }
    }

    private synchronized void keepsFor(Duration ttl) {
        keeps = true;
        keptUntil = System.nanoTime() + ttl.toNanos();
    }

    /** {@return whether this handle has asked for a lease or a keep-alive within the last TTL} */
    synchronized boolean keepsLease() {
        keeps &= keptUntil - System.nanoTime() > 0;
        return keeps;
    }

    private synchronized boolean isSweepDue() {
        long now = System.nanoTime();
        Duration interval = keeps ? SWEEP_OF_A_NODE : SWEEP_OF_A_READER;
        if (swept && now - sweptAt < interval.toNanos()) {
            return false;
        }
        swept = true;
        sweptAt = now;
        return true;
    }
}
