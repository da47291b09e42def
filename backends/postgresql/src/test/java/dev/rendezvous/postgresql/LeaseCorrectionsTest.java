package dev.rendezvous.postgresql;

import static dev.rendezvous.postgresql.Answers.answer;
import static dev.rendezvous.postgresql.Answers.putAbsent;
import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the trial of the recipe found about leases. An outage is simulated: the leases expire as if their nodes had been silent. */
class LeaseCorrectionsTest {

    private static final Duration TTL = Duration.ofSeconds(60);

    private final PostgresServer server = PostgresServer.shared();
    private final Spaces spaces = new Spaces(server);

    @AfterEach
    void close() {
        spaces.close();
    }

    @Test
    @DisplayName("R1")
    void expiredLeaseLivesAgainAfterAKeepAlive() throws Exception {
        PostgresqlSpace space = spaces.open();
        Lease lease = answer(space.grant(TTL));
        putAbsent(space, "m/a", Life.leased(lease));
        expire("10 s");
        assertThat(answer(lease.keepAlive())).isTrue();
        assertThat(answer(space.get("m/a"))).isPresent();
        assertThat(expired()).isZero();
    }

    @Test
    @DisplayName("R2")
    void putDuringEndOfItsLeaseIsLost() throws Exception {
        PostgresqlSpace space = spaces.open();
        PostgresqlLease lease = (PostgresqlLease) answer(space.grant(TTL));
        CompletableFuture<WriteOutcome> put;
        try (Connection other = server.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("DELETE FROM rdzv_session WHERE id = " + lease.id());
            put = space.put("m/a", "1", Precondition.absent(), Life.leased(lease))
                    .toCompletableFuture();
            server.awaitWaitingStatement();
            other.commit();
        }
        assertThat(answer(put)).isEqualTo(new WriteOutcome.LeaseLost());
        assertThat(keysWithoutLease()).isZero();
    }

    @Test
    @DisplayName("R2")
    void endingLeaseRemovesAnUncommittedKey() throws Exception {
        PostgresqlSpace space = spaces.open();
        PostgresqlLease lease = (PostgresqlLease) answer(space.grant(TTL));
        CompletableFuture<Void> revoked;
        try (Connection other = server.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO rdzv_entry (run, key, value, version, ord, session) VALUES ('" + spaces.run()
                    + "', 'm/a', '1', 1, 1, " + lease.id() + ")");
            revoked = lease.revoke().toCompletableFuture();
            server.awaitWaitingStatement();
            other.commit();
        }
        answer(revoked);
        assertThat(answer(space.get("m/a"))).isEmpty();
        assertThat(keysWithoutLease()).isZero();
    }

    @Test
    @DisplayName("R18")
    void firstKeepAliveAfterGapRemovesNoLease() throws Exception {
        PostgresqlSpace first = spaces.open();
        Duration ttl = Duration.ofMillis(200);
        Lease own = answer(first.grant(ttl));
        assertThat(answer(own.keepAlive())).isTrue();
        Lease other = answer(spaces.open().grant(TTL));
        long last = server.number("SELECT extract(epoch FROM clock_timestamp()) * 1000");
        eventually(
                "half a TTL has passed on the server's clock",
                () -> server.number("SELECT extract(epoch FROM clock_timestamp()) * 1000") > last + ttl.toMillis());
        expire("1 s");
        assertThat(answer(own.keepAlive())).isTrue();
        assertThat(leases()).as("leases after an outage").isEqualTo(2);
        assertThat(answer(other.keepAlive())).isTrue();
    }

    @Test
    @DisplayName("R18")
    void steadyKeepAlivesRemoveLeasesOfLostNodes() throws Exception {
        PostgresqlSpace first = spaces.open();
        Lease own = answer(first.grant(TTL));
        Lease lost = answer(spaces.open().grant(TTL));
        assertThat(answer(own.keepAlive())).isTrue();
        expire("1 s");
        assertThat(answer(own.keepAlive())).isTrue();
        assertThat(leases()).isEqualTo(1);
        assertThat(answer(lost.keepAlive())).isFalse();
    }

    @Test
    @DisplayName("R18")
    void readerRemovesOnlyWhatExpiredLongAgo() throws Exception {
        Duration ttl = Duration.ofSeconds(1);
        answer(spaces.open().grant(ttl));
        eventually(
                "the server has been up for a TTL",
                () -> server.number("SELECT extract(epoch FROM clock_timestamp() - pg_postmaster_start_time())") > 1);
        expire("0.5 s");
        answer(spaces.open().list("m/"));
        assertThat(leases()).isEqualTo(1);
        expire("10 s");
        answer(spaces.open().list("m/"));
        assertThat(leases()).isZero();
    }

    @Test
    @DisplayName("R18")
    void readerRemovesNothingAfterAServerRestart() throws Exception {
        Lease lease = answer(spaces.open().grant(Duration.ofHours(1)));
        expire("2 h");
        answer(spaces.open().list("m/"));
        assertThat(leases()).isEqualTo(1);
        assertThat(answer(lease.keepAlive())).isTrue();
    }

    @Test
    void lingeringKeysAreRemovedAfterTheirTime() throws Exception {
        PostgresqlSpace space = spaces.open();
        putAbsent(space, "r/seal", Life.linger(Duration.ofMillis(1)));
        putAbsent(space, "r/other", Answers.LINGER);
        eventually("the key is gone", () -> answer(spaces.open().get("r/seal")).isEmpty());
        assertThat(answer(space.get("r/other"))).isPresent();
    }

    private void expire(String ago) throws SQLException {
        server.execute("UPDATE rdzv_session SET expires_at = clock_timestamp() - interval '" + ago + "' WHERE run = '"
                + spaces.run() + "'");
    }

    private long leases() throws SQLException {
        return server.number("SELECT count(*) FROM rdzv_session WHERE run = '" + spaces.run() + "'");
    }

    private long expired() throws SQLException {
        return server.number("SELECT count(*) FROM rdzv_session WHERE run = '" + spaces.run()
                + "' AND expires_at < clock_timestamp()");
    }

    private long keysWithoutLease() throws SQLException {
        return server.number("SELECT count(*) FROM rdzv_entry e WHERE run = '" + spaces.run()
                + "' AND session IS NOT NULL AND NOT EXISTS (SELECT FROM rdzv_session s WHERE s.id = e.session)");
    }
}
