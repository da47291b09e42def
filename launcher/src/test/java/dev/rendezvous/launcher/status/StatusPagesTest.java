package dev.rendezvous.launcher.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.rendezvous.Endpoint;
import dev.rendezvous.launcher.event.Details;
import dev.rendezvous.launcher.event.EventName;
import dev.rendezvous.launcher.event.JobEvent;
import dev.rendezvous.launcher.event.Journal;
import dev.rendezvous.launcher.store.NodeRow;
import dev.rendezvous.launcher.store.RankTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusPagesTest {

    private final Board board = new Board(new Standing.Identity("job \"1\"", "tcp", 42, new Standing.Limits(1, 3, 5)));
    private final Metrics metrics = new Metrics();
    private final RoundHistory history = new RoundHistory();
    private final Viewers viewers = new Viewers();
    private final StatusPages pages = new StatusPages(board, metrics, history, viewers);

    @BeforeEach
    void join() {
        board.phase("running");
        board.round(new Standing.RoundState(2, Optional.of(17L), 0, 2, 1, 0, Optional.empty()));
        board.started(
                new RankTable(
                        List.of(NodeRow.of(2, "n1", "10.0.0.1"), NodeRow.of(1, "n2", "10.0.0.2")), Endpoint.of("h", 1)),
                List.of(
                        new WorkerState(0, 0, 100, OptionalInt.empty()),
                        new WorkerState(1, 1, 101, OptionalInt.empty())));
    }

    private String body(String path) {
        return pages.get(path).body();
    }

    @Test
    void statusShowsTheJob() throws Exception {
        board.exited(1, 7);

        assertThat(body("/status"))
                .contains("\"run\":\"job \\\"1\\\"\"", "\"phase\":\"running\"", "\"ready\":true")
                .contains("\"round\":2,\"token\":17,\"rank\":0,\"nodes\":2,\"restarts\":1,\"changes\":0")
                .contains(
                        "{\"rank\":1,\"node\":\"n2\",\"address\":\"10.0.0.2\",\"first_worker\":2,\"workers\":1,\"labels\":{}}")
                .contains("{\"local_rank\":0,\"rank\":0,\"pid\":100,\"state\":\"running\"}")
                .contains("{\"local_rank\":1,\"rank\":1,\"pid\":101,\"state\":\"exited\",\"code\":7}")
                .contains("\"backend\":{\"name\":\"tcp\",\"answers\":true}");
        try (JsonParser json = new JsonFactory().createParser(body("/status"))) {
            json.nextToken();
            json.skipChildren();
            assertThat(json.nextToken()).isNull();
        }
    }

    @Test
    void statusShowsNodesOutsideTheRound() {
        board.outside(1, List.of("late"));
        assertThat(body("/status")).contains("\"waiting\":[]");

        board.outside(2, List.of("n3"));
        board.phase("finishing");
        assertThat(body("/status")).contains("\"waiting\":[\"n3\"],\"missing\":[],\"spare\":false");

        board.phase("joining");
        assertThat(body("/status")).contains("\"waiting\":[]");
    }

    @Test
    void statusShowsTheLimits() {
        assertThat(body("/status")).contains("\"min_nodes\":1,\"max_nodes\":3,\"max_restarts\":5");
    }

    @Test
    void requestForTheStatusMakesAViewer() {
        pages.get("/metrics");
        assertThat(viewers.areThere()).isFalse();

        pages.get("/status");
        assertThat(viewers.areThere()).isTrue();
    }

    @Test
    void nodeInARoundIsReady() {
        assertThat(pages.get("/readyz").code()).isEqualTo(200);
    }

    @Test
    void nodeThatWaitsIsNotReady() {
        board.phase("joining");
        board.gathering(new Standing.Gathering(List.of("n1"), List.of("n2"), true));

        assertThat(pages.get("/readyz").code()).isEqualTo(503);
        assertThat(body("/readyz")).contains("joining, as a spare");
        assertThat(body("/status")).contains("\"waiting\":[\"n1\"],\"missing\":[\"n2\"],\"spare\":true");
        assertThat(pages.get("/healthz").code()).isEqualTo(200);
    }

    @Test
    void nodeWithoutItsBackendIsNotReady() {
        board.problem(Optional.of("connection refused"));

        assertThat(pages.get("/readyz").code()).isEqualTo(503);
        assertThat(body("/readyz")).contains("connection refused");

        board.problem(Optional.empty());
        assertThat(pages.get("/readyz").code()).isEqualTo(200);
    }

    @Test
    void metricsCountEvents() {
        JobEvent.Place place = new JobEvent.Place("job", "n1", "i", 0, Optional.empty());
        try (Journal journal = new Journal(place, List.of(metrics))) {
            journal.log(EventName.JOIN);
            journal.log(EventName.ROUND_SEALED);
            journal.log(EventName.ROUND_BROKEN, Details.of("why", "failed"));
            journal.log(EventName.JOIN);
            journal.log(EventName.ROUND_SEALED);
            journal.log(EventName.RESTART, Details.of("cause", "failed"));
        }

        assertThat(body("/metrics").lines())
                .contains("rdzv_rounds_total 2", "rdzv_restarts_total{cause=\"failed\"} 1")
                .contains("rdzv_round_seconds_count 1", "rdzv_join_seconds_count 2")
                .contains("rdzv_members{state=\"member\"} 2", "rdzv_workers{state=\"running\"} 2", "rdzv_ready 1")
                .contains("rdzv_events_total{event=\"round.broken\"} 1", "rdzv_events_total{event=\"spare\"} 0");
    }

    @Test
    void metricsHaveTheFormOfPrometheus() {
        assertThat(body("/metrics").lines())
                .allMatch(line -> line.matches("# (HELP|TYPE) rdzv_[a-z_]+ .+")
                        || line.matches("rdzv_[a-z_]+(\\{[a-z]+=\"([^\"\\\\]|\\\\.)*\"})? [0-9.]+"));
        assertThat(body("/metrics")).endsWith("\n").contains("rdzv_info{run=\"job \\\"1\\\"\"} 1");
    }

    @Test
    void unknownPageNamesTheOthers() {
        assertThat(pages.get("/page").code()).isEqualTo(404);
        assertThat(body("/page")).contains("/, /healthz, /readyz, /metrics and /status");
    }
}
