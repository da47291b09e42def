package dev.rendezvous.postgresql;

import static dev.rendezvous.postgresql.Answers.LINGER;
import static dev.rendezvous.postgresql.Answers.answer;
import static dev.rendezvous.postgresql.Answers.putAbsent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.PutAndLook;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the trial of the recipe found about writes, reads and connections. */
class WriteCorrectionsTest {

    private final PostgresServer server = PostgresServer.shared();
    private final Spaces spaces = new Spaces(server);

    @AfterEach
    void close() {
        spaces.close();
    }

    @Test
    @DisplayName("R3")
    void listInTheSameTripSeesThePut() throws Exception {
        PostgresqlSpace space = spaces.open();
        putAbsent(space, "m/a", LINGER);
        PutAndLook look = answer(space.putThenList("m/b", "2", Precondition.absent(), LINGER, "m/"));
        assertThat(look.listing().orElseThrow().entries())
                .extracting(Entry::key)
                .containsExactly("m/a", "m/b");
    }

    @Test
    @DisplayName("R5")
    void touchAndGetConcernNoLongerKey() throws Exception {
        PostgresqlSpace space = spaces.open();
        putAbsent(space, "m/node10", LINGER);
        assertThat(answer(space.get("m/node1"))).isEmpty();
        assertThat(answer(space.touch("m/node1"))).isFalse();
        assertThat(answer(space.touch("m/node10"))).isTrue();
    }

    /** A rival creates the key, rewrites it and deletes it while a second writer waits to create it. */
    @Test
    @DisplayName("R10")
    void versionOfALaterLifeIsGreater() throws Exception {
        PostgresqlSpace space = spaces.open();
        answer(space.list("m/"));
        CompletableFuture<WriteOutcome> second;
        long newest;
        try (Connection rival = server.connect();
                Statement statement = rival.createStatement()) {
            rival.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(hashtextextended('" + spaces.run() + "/m/key', 0))");
            statement.execute("INSERT INTO rdzv_entry (run, key, value, version, ord) SELECT '" + spaces.run()
                    + "', 'm/key', '1', v, v FROM nextval('rdzv_version') v");
            second = space.put("m/key", "1", Precondition.absent(), LINGER).toCompletableFuture();
            server.awaitWaitingStatement();
            try (ResultSet rows = statement.executeQuery("UPDATE rdzv_entry SET version = nextval('rdzv_version')"
                    + " WHERE run = '" + spaces.run() + "' RETURNING version")) {
                assertThat(rows.next()).isTrue();
                newest = rows.getLong(1);
            }
            statement.execute("DELETE FROM rdzv_entry WHERE run = '" + spaces.run() + "'");
            rival.commit();
        }
        assertThat(answer(second))
                .isInstanceOfSatisfying(
                        WriteOutcome.Applied.class,
                        applied -> assertThat(applied.version()).isGreaterThan(newest));
    }

    @Test
    @DisplayName("R19")
    void handleTakesTwoConnections() throws Exception {
        PostgresqlSpace space = spaces.open(spaces.parameters()
                .endpoint(spaces.parameters().build().endpoint() + "&ApplicationName=" + spaces.run()));
        putAbsent(space, "m/a", LINGER);
        assertThat(connections()).isEqualTo(1);
        answer(space.watch("m/", () -> {}));
        answer(space.watch("r/", () -> {}));
        answer(space.list("m/"));
        assertThat(connections()).isEqualTo(2);
    }

    private long connections() throws Exception {
        return server.number("SELECT count(*) FROM pg_stat_activity WHERE application_name = '" + spaces.run() + "'");
    }

    @Test
    @DisplayName("R19")
    void limitOfConnectionsIsNamed() throws Exception {
        server.execute("DROP ROLE IF EXISTS limited");
        server.execute("CREATE ROLE limited LOGIN PASSWORD 'limited' CONNECTION LIMIT 1");
        PostgresqlSpace space =
                spaces.open(spaces.parameters().endpoint(server.endpoint() + "?user=limited&password=limited"));
        try (Connection only = limited()) {
            assertThatThrownBy(() -> answer(space.get("r/seal")))
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContainingAll(server.endpoint(), "connection", "each node takes two");
            assertThat(only.isValid(5)).isTrue();
        }
    }

    private Connection limited() throws Exception {
        return DriverManager.getConnection("jdbc:postgresql://" + server.endpoint(), "limited", "limited");
    }
}
