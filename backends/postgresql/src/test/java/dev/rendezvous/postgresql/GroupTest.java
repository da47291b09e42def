package dev.rendezvous.postgresql;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.engine.ElasticHandler;
import dev.rendezvous.tck.BackgroundCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A group of whole handlers while its server fails. */
class GroupTest {

    private static final int NODES = 3;
    private static final Map<String, String> QUICK = Map.of(
            "last_call",
            "200ms",
            "reform_last_call",
            "200ms",
            "lease",
            "3s",
            "heartbeat",
            "1s",
            "unreachable_timeout",
            "60s");

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

    /** The server is away for more than a lease. Each node keeps its lease afterwards, so the round goes on. */
    @Test
    void roundSurvivesAnOutageOfTheServer() throws Exception {
        List<ElasticHandler> handlers = handlers();
        List<RendezvousInfo> round = meet(handlers);
        long start = System.nanoTime();
        server.kill();
        eventually(
                "more than a lease has passed",
                () -> System.nanoTime() - start > Duration.ofSeconds(4).toNanos());
        server.start(server.data());
        round.get(0).store().set("key", new byte[] {42});
        assertThat(round.get(2).store().get("key")).containsExactly(42);
        eventually(
                "every node keeps its lease again",
                () -> server.number("SELECT count(*) FROM rdzv_session WHERE expires_at > clock_timestamp() AND run = '"
                                + spaces.run() + "'")
                        == NODES);
        assertThat(handlers).allSatisfy(handler -> {
            assertThat(handler.status().broken()).isFalse();
            assertThat(handler.status().lost()).isFalse();
            assertThat(handler.status().round()).isEqualTo(1);
        });
        assertGroupReformsWithoutItsLast(handlers, round);
    }

    @Test
    void groupReformsWhenTheServerLostItsDisk() throws Exception {
        List<ElasticHandler> handlers = handlers();
        List<RendezvousInfo> round = meet(handlers);
        server.restartEmpty();
        for (ElasticHandler handler : handlers) {
            assertThat(handler.awaitChange(Duration.ofSeconds(60))).isTrue();
        }
        List<RendezvousInfo> next = meet(handlers);
        assertThat(next).extracting(RendezvousInfo::worldSize).containsOnly(NODES);
        assertThat(next.get(0).token().getAsLong())
                .isGreaterThan(round.get(0).token().getAsLong());
    }

    private void assertGroupReformsWithoutItsLast(List<ElasticHandler> handlers, List<RendezvousInfo> round)
            throws Exception {
        handlers.remove(NODES - 1).close();
        for (ElasticHandler handler : handlers) {
            assertThat(handler.awaitChange(Duration.ofSeconds(60))).isTrue();
        }
        List<RendezvousInfo> next = meet(handlers);
        assertThat(next).extracting(RendezvousInfo::worldSize).containsOnly(NODES - 1);
        assertThat(next.get(0).token().getAsLong())
                .isGreaterThan(round.get(0).token().getAsLong());
    }

    private List<ElasticHandler> handlers() {
        List<ElasticHandler> handlers = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            handlers.add((ElasticHandler) spaces.closedAtEnd(PostgresqlBackend.create(
                    spaces.parameters().nodes(NODES - 1, NODES).config(QUICK).build())));
        }
        return handlers;
    }

    private static List<RendezvousInfo> meet(List<ElasticHandler> handlers) throws Exception {
        List<BackgroundCall<RendezvousInfo>> calls = new ArrayList<>();
        for (ElasticHandler handler : handlers) {
            calls.add(BackgroundCall.start(handler::nextRendezvous));
        }
        List<RendezvousInfo> round = new ArrayList<>();
        for (BackgroundCall<RendezvousInfo> call : calls) {
            round.add(call.result());
        }
        return round;
    }
}
