package dev.rendezvous.postgresql;

import static dev.rendezvous.postgresql.Answers.answer;
import static dev.rendezvous.postgresql.Answers.putAbsent;
import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.tck.ProxiedSpace;
import dev.rendezvous.postgresql.Tallies.Manner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Writers while a real server is killed, frozen and cut off. The property {@code rendezvous.faults.count} says how often each fault
 * comes; the default takes seconds.
 */
@Tag("faults")
class FaultsTest {

    private static final int FAULTS = Integer.getInteger("rendezvous.faults.count", 2);
    private static final int WRITERS = 3;
    private static final int WRITES_BETWEEN = 5;

    private static final PostgresServer SERVER = PostgresServer.start();

    private final PostgresServer server = SERVER;
    private final Spaces spaces = new Spaces(server);

    @AfterEach
    void close() {
        spaces.close();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    /** What breaks, until it works again. */
    private interface Fault {
        void happen(Tallies tallies) throws Exception;
    }

    @Test
    void killsNeitherLoseNorDoubleWrites() throws Exception {
        assertTalliesAreRight(tallies -> server.restart());
    }

    @Test
    void freezesNeitherLoseNorDoubleWrites() throws Exception {
        assertTalliesAreRight(tallies -> {
            int before = tallies.unanswered();
            server.freeze();
            eventually("calls have no answer", () -> tallies.unanswered() >= before + WRITERS);
            server.thaw();
        });
    }

    @Test
    void cutConnectionsNeitherLoseNorDoubleWrites() throws Exception {
        assertTalliesAreRight(tallies -> server.cutConnections());
    }

    @Test
    void lostRepliesNeitherLoseNorDoubleWrites() throws Exception {
        Tallies tallies = talliesWithLostReplies(Manner.SAME_WRITE_AGAIN);
        assertThat(tallies.claims()).isEqualTo(tallies.numbers(spaces.open()));
    }

    @Test
    void blindRetriesAreDetectedAsDoubledWrites() throws Exception {
        Tallies tallies = talliesWithLostReplies(Manner.BLIND_RETRY);
        assertThat(tallies.claims()).as("the negative control").isNotEqualTo(tallies.numbers(spaces.open()));
    }

    @Test
    void leasesSurviveAnOutageLongerThanTheirTime() throws Exception {
        PostgresqlSpace first = spaces.open();
        PostgresqlSpace second = spaces.open();
        Duration ttl = Duration.ofSeconds(1);
        List<Lease> leases = List.of(answer(first.grant(ttl)), answer(second.grant(ttl)));
        putAbsent(first, "m/a", Life.leased(leases.get(0)));
        putAbsent(second, "m/b", Life.leased(leases.get(1)));
        long start = System.nanoTime();
        server.kill();
        eventually("more than the lease has passed", () -> System.nanoTime() - start > ttl.toNanos() * 3 / 2);
        server.start(server.data());
        for (Lease lease : leases) {
            eventually("the server answers", () -> isKept(lease));
        }
        assertThat(answer(first.list("m/")).entries()).hasSize(2);
    }

    /** The leases are gone, and the versions grow all the same: they begin at the clock. */
    @Test
    void emptyServerEndsLeasesAndGrowsVersions() throws Exception {
        PostgresqlSpace space = spaces.open();
        Lease lease = answer(space.grant(Duration.ofSeconds(15)));
        long before = version(space, "m/a", lease);
        server.restartEmpty();
        eventually("the lease is gone", () -> !isKept(lease) && isAnswered(space));
        assertThat(answer(space.get("m/a"))).isEmpty();
        assertThat(version(space, "m/a", answer(space.grant(Duration.ofSeconds(15)))))
                .isGreaterThan(before);
    }

    private static long version(PostgresqlSpace space, String key, Lease lease) throws Exception {
        putAbsent(space, key, Life.leased(lease));
        return answer(space.get(key)).orElseThrow().version();
    }

    private static boolean isKept(Lease lease) throws Exception {
        try {
            return answer(lease.keepAlive());
        } catch (RendezvousConnectionException notYet) {
            return false;
        }
    }

    private static boolean isAnswered(PostgresqlSpace space) throws Exception {
        try {
            return answer(space.get("r/seal")).isEmpty();
        } catch (RendezvousConnectionException notYet) {
            return false;
        }
    }

    private void assertTalliesAreRight(Fault fault) throws Exception {
        Tallies tallies = tallies(Manner.SAME_WRITE_AGAIN);
        tallies.start(handles());
        for (int i = 0; i < FAULTS; i++) {
            awaitProgress(tallies);
            fault.happen(tallies);
        }
        awaitProgress(tallies);
        assertThat(tallies.claims()).isEqualTo(tallies.numbers(spaces.open()));
    }

    private Tallies talliesWithLostReplies(Manner manner) throws Exception {
        List<ProxiedSpace> proxied = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            proxied.add(spaces.closedAtEnd(ProxiedSpace.open(
                    server.address(),
                    proxy -> PostgresqlSpace.open(
                            PostgresqlSettings.of(quick(PostgresServer.parameters(proxy, spaces.run()))
                                    .build())))));
        }
        Tallies tallies = tallies(manner);
        tallies.start(proxied.stream().map(ProxiedSpace::space).toList());
        for (int fault = 0; fault < FAULTS * 10; fault++) {
            awaitProgress(tallies);
            proxied.forEach(ProxiedSpace::loseNextReply);
        }
        return tallies;
    }

    private static Tallies tallies(Manner manner) {
        return new Tallies(manner, WRITERS);
    }

    private List<PostgresqlSpace> handles() {
        List<PostgresqlSpace> handles = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            handles.add(spaces.open(quick(spaces.parameters())));
        }
        return handles;
    }

    private static RendezvousParameters.Builder quick(RendezvousParameters.Builder parameters) {
        return parameters.config("lease", "3s").config("heartbeat", "1s");
    }

    private static void awaitProgress(Tallies tallies) throws Exception {
        int before = tallies.progress();
        eventually("writes go on", () -> tallies.progress() >= before + WRITES_BETWEEN);
    }
}
