package dev.rendezvous.postgresql;

import static dev.rendezvous.postgresql.Answers.LINGER;
import static dev.rendezvous.postgresql.Answers.answer;
import static dev.rendezvous.postgresql.Answers.putAbsent;
import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.spi.Check;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A handle behind a pooler in transaction mode, which loses notifications. */
class PoolerTest {

    private final PostgresServer server = PostgresServer.shared();
    private final Spaces spaces = new Spaces(server);
    private FakePooler pooler;

    @BeforeEach
    void open() throws Exception {
        pooler = spaces.closedAtEnd(FakePooler.before(server.address()));
    }

    @AfterEach
    void close() {
        spaces.close();
    }

    @Test
    void changesAreSeenWithoutNotifications() throws Exception {
        PostgresqlSpace behind = behind();
        AtomicInteger hints = new AtomicInteger();
        answer(behind.watch("m/", hints::incrementAndGet));
        int before = hints.get();
        putAbsent(spaces.open(), "m/a", LINGER);
        eventually("the watch looks", () -> hints.get() > before);
        assertThat(answer(behind.get("m/a"))).isPresent();
    }

    @Test
    void poolerIsNamedByTheCheck() throws Exception {
        assertThat(answer(behind().check()))
                .filteredOn(check -> check.step().equals("pooler"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.result()).isEqualTo(Check.Result.WARN);
                    assertThat(check.detail()).contains("transaction mode", "notifications");
                });
        assertThat(answer(spaces.open().check())).extracting(Check::step).doesNotContain("pooler");
    }

    private PostgresqlSpace behind() {
        return spaces.open(PostgresServer.parameters(pooler.address(), spaces.run()));
    }
}
