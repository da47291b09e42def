package dev.rendezvous.launcher.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.Endpoint;
import dev.rendezvous.launcher.event.Details;
import dev.rendezvous.launcher.event.EventName;
import dev.rendezvous.launcher.event.JobEvent;
import dev.rendezvous.launcher.event.Journal;
import dev.rendezvous.launcher.store.NodeRow;
import dev.rendezvous.launcher.store.RankTable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundHistoryTest {

    private final RoundHistory history = new RoundHistory();
    private final Journal journal =
            new Journal(new JobEvent.Place("job", "n1", "i", 0, Optional.empty()), List.of(history));

    private void seal(long round, String cause) {
        journal.round(round, Optional.of(round * 10));
        journal.log(
                EventName.ROUND_SEALED, Details.of("rank", 0).and("nodes", 2).and("cause", cause));
    }

    private void exit(int rank, int code, String message) {
        journal.log(
                EventName.WORKER_EXIT,
                Details.of("rank", rank).and("code", code).and("message", message));
    }

    private PastRound newest() {
        List<PastRound> rounds = history.kept().rounds();
        return rounds.get(rounds.size() - 1);
    }

    private static String why(PastRound round) {
        return round.over().map(PastRound.Over::why).orElse("");
    }

    @Test
    void firstFailureOfARoundIsKept() {
        seal(1, "start");
        exit(0, 0, "");
        exit(2, 7, "bad shard");
        journal.log(EventName.ROUND_BROKEN, Details.of("why", "failed"));
        exit(1, 143, "");

        assertThat(newest().failure()).hasValue(new PastRound.Failure(2, 7, "bad shard"));
        assertThat(why(newest())).isEqualTo("failed");
    }

    @Test
    void workerThatIsStoppedIsNotAFailure() {
        seal(1, "start");
        journal.log(EventName.ROUND_BROKEN, Details.of("why", "changed"));
        exit(0, 143, "");

        assertThat(newest().failure()).isEmpty();
    }

    @Test
    void longMessageIsShortened() {
        seal(1, "start");
        exit(0, 1, "x".repeat(5_000));

        assertThat(newest().failure())
                .hasValueSatisfying(failure -> assertThat(failure.message()).hasSize(303));
    }

    @Test
    void roundEndsOnce() {
        seal(1, "start");
        journal.log(EventName.ROUND_BROKEN, Details.of("why", "signal TERM"));
        journal.log(EventName.CLOSE, Details.of("code", 75).and("finished", false));
        journal.log(EventName.AGENT_END, Details.of("code", 143));

        assertThat(why(newest())).isEqualTo("signal TERM");
        assertThat(history.kept().end()).hasValue(new RoundHistory.End(143, false));
    }

    @Test
    void finishedRunIsKnown() {
        seal(1, "start");
        journal.log(EventName.CLOSE, Details.of("code", 0).and("finished", true));
        journal.log(EventName.AGENT_END, Details.of("code", 0));

        assertThat(why(newest())).isEqualTo("finished");
        assertThat(history.kept().end()).hasValue(new RoundHistory.End(0, true));
    }

    @Test
    void nodesThatComeAndGoAreNamed() {
        seal(1, "start");
        journal.log(EventName.MEMBER_JOINED, Details.of("member", "n1"));
        assertThat(newest().crowd()).isEqualTo(PastRound.Crowd.none());

        seal(2, "lost");
        journal.log(EventName.MEMBER_LOST, Details.of("member", "n2"));
        journal.log(EventName.MEMBER_LEFT, Details.of("member", "n3"));
        for (int node = 10; node < 30; node++) {
            journal.log(EventName.MEMBER_JOINED, Details.of("member", "n" + node));
        }

        assertThat(newest().crowd().lost().first()).containsExactly("n2");
        assertThat(newest().crowd().left().first()).containsExactly("n3");
        assertThat(newest().crowd().joined().first()).hasSize(8).startsWith("n10");
        assertThat(newest().crowd().joined().count()).isEqualTo(20);
    }

    @Test
    void oldRoundsAreLeftOut() {
        for (int round = 1; round <= 1_000; round++) {
            seal(round, "joined");
        }

        assertThat(history.kept().rounds()).hasSize(100);
        assertThat(history.kept().rounds().get(0).number()).isEqualTo(901);
        assertThat(history.kept().leftOut()).isEqualTo(900);
    }

    @Test
    void statusHasTheRounds() {
        seal(1, "start");
        exit(2, 7, "bad \"shard\"");
        journal.log(EventName.ROUND_BROKEN, Details.of("why", "failed"));
        seal(2, "failed");
        journal.log(EventName.AGENT_END, Details.of("code", 3));
        Board board = new Board(new Standing.Identity("job", "tcp", 42, new Standing.Limits(1, 1, 0)));
        board.started(new RankTable(List.of(NodeRow.of(1, "n1", "10.0.0.1")), Endpoint.of("h", 1)), List.of());

        String time = "\"20[^\"]*Z\"";
        String none = "\\{\"count\":0,\"names\":\\[]}";
        String crowd = "\"joined\":" + none + ",\"left\":" + none + ",\"lost\":" + none;
        assertThat(StatusJson.of(board.now(), false, history.kept()))
                .startsWith("{\"time\":\"20")
                .containsPattern(
                        "\"rounds\":\\[\\{\"round\":1,\"token\":10,\"nodes\":2,\"cause\":\"start\",\"sealed\":" + time
                                + "," + crowd
                                + ",\"failure\":\\{\"rank\":2,\"code\":7,\"message\":\"bad \\\\\"shard\\\\\"\"},\"ended\":"
                                + time + ",\"why\":\"failed\"},")
                .endsWith("\"why\":\"ended\"}],\"rounds_left_out\":0,\"ending\":{\"code\":3,\"finished\":false}}");
    }
}
