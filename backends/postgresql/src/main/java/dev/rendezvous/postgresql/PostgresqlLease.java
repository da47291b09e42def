package dev.rendezvous.postgresql;

import dev.rendezvous.engine.spi.Lease;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A row of the table of leases. */
final class PostgresqlLease implements Lease {

    private static final System.Logger LOG = System.getLogger("dev.rendezvous.postgresql");
    private static final double NEVER = Double.NEGATIVE_INFINITY;

    private final Caller caller;
    private final Upkeep upkeep;
    private final long id;
    private final Duration ttl;
    /** On the thread of the calls only. */
    private double lastKept = NEVER;

    PostgresqlLease(Caller caller, Upkeep upkeep, long id, Duration ttl) {
        this.caller = caller;
        this.upkeep = upkeep;
        this.id = id;
        this.ttl = ttl;
    }

    long id() {
        return id;
    }

    @Override
    public Duration ttl() {
        return ttl;
    }

    @Override
    public CompletionStage<Boolean> keepAlive() {
        return caller.call(this::keep);
    }

    private boolean keep(Connection connection) throws SQLException {
        Optional<Upkeep.Kept> kept = upkeep.keep(connection, id, ttl);
        if (kept.isPresent()) {
            boolean isSteady = kept.get().time() - lastKept < ttl.toMillis() / 2000.0;
            lastKept = kept.get().time();
            if (isSteady && kept.get().othersExpired()) {
                reap(connection);
            }
        }
        return kept.isPresent();
    }

    /** The own lease is kept whatever becomes of the others; the next keep-alive tries again. */
    private void reap(Connection connection) {
        try {
            upkeep.reap(connection);
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "leases that have expired are not removed yet", e);
        }
    }

    @Override
    public CompletionStage<Void> revoke() {
        return caller.call(connection -> {
                    upkeep.revoke(connection, id);
                    return id;
                })
                .thenAccept(revoked -> {});
    }
}
