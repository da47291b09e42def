package dev.rendezvous.engine.tck.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rendezvous.engine.tck.group.NodeLife.Stay;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule for histories is broken once. */
class HistoryTest {

    private static final Stay FIRST = stay(round(1, 0, 2, 10, 100), 200);
    private static final NodeLife OTHER =
            life("b", stay(round(1, 1, 2, 10, 110), 190), stay(round(2, 0, 1, 20, 300), 350));

    @Test
    void historyInOrderHasNoViolation() {
        assertViolated(List.of(life("a", FIRST, stay(round(3, 0, 2, 30, 400))), OTHER));
    }

    @Test
    void tokenWithTwoSizesIsFound() {
        assertViolated(List.of(life("a", stay(round(1, 0, 3, 10, 100), 200)), OTHER), "two rounds have one token");
    }

    @Test
    void rankAboveTheSizeIsFound() {
        assertViolated(List.of(life("a", stay(round(1, 2, 2, 10, 100), 200)), OTHER), "not below the size");
    }

    @Test
    void seatOfTwoLivesIsFound() {
        assertViolated(List.of(life("b", stay(round(1, 1, 2, 10, 100), 200)), OTHER), "two lives have one seat");
    }

    @Test
    void nodeWithTwoRanksIsFound() {
        SeenRound seen = new SeenRound(1, 0, 3, 10, 100, "0:a;1:a");
        assertViolated(List.of(life("a", stay(seen))), "node a has two ranks");
    }

    @Test
    void tokenThatDoesNotGrowIsFound() {
        assertViolated(
                List.of(life("a", stay(round(2, 0, 1, 20, 100), 200), stay(round(3, 0, 1, 20, 300), 400))),
                "two rounds have one token",
                "saw");
    }

    @Test
    void numberThatDoesNotGrowIsFound() {
        assertViolated(
                List.of(life("a", FIRST), life("b", stay(round(1, 0, 1, 20, 300)))),
                "a larger token has no larger number");
    }

    @Test
    void memberStillInTheLastRoundIsFound() {
        assertViolated(List.of(life("a", stay(round(1, 0, 2, 10, 100), 301)), OTHER), "was still in");
        assertViolated(List.of(life("a", stay(round(1, 0, 2, 10, 100))), OTHER), "was still in");
    }

    @Test
    void memberThatCannotKnowIsNoViolation() {
        assertViolated(List.of(life("a", new Stay(round(1, 0, 2, 10, 100), 301, true)), OTHER));
    }

    @Test
    void memberWhoseNextLifeJoinsIsNoViolation() {
        assertViolated(List.of(
                life("b", stay(round(1, 0, 1, 10, 100), 301)), life("b", stay(round(2, 0, 1, 20, 300), 350))));
    }

    /** The lines of a process that is stopped, goes on and learns that it is out. */
    @Test
    void lifeOfAFrozenNodeIsUnaware() {
        LifeRecorder recorder = new LifeRecorder();
        recorder.add(round(1, 0, 2, 10, 100).line());
        recorder.add("change at=150 lost=false broken=true closed=false");
        recorder.add(round(2, 0, 2, 20, 160).line());
        recorder.frozen();
        recorder.resumed();
        recorder.add("change at=900 lost=true broken=false closed=false");
        assertThat(recorder.life("a").stays())
                .extracting(Stay::until, Stay::unaware)
                .containsExactly(tuple(150L, false), tuple(900L, true));
    }

    private static void assertViolated(List<NodeLife> lives, String... parts) {
        List<String> violations = History.violations(lives);
        if (parts.length == 0) {
            assertThat(violations).isEmpty();
        } else {
            assertThat(violations).isNotEmpty();
            assertThat(violations.toString()).contains(parts);
        }
    }

    private static NodeLife life(String name, Stay... stays) {
        return new NodeLife(name, List.of(stays));
    }

    private static Stay stay(SeenRound round) {
        return stay(round, NodeLife.STILL);
    }

    private static Stay stay(SeenRound round, long until) {
        return new Stay(round, until, false);
    }

    private static SeenRound round(long number, int rank, int size, long token, long at) {
        return new SeenRound(number, rank, size, token, at, "");
    }
}
