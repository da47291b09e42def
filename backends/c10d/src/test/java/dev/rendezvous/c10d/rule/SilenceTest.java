package dev.rendezvous.c10d.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.c10d.state.Draft;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which nodes are dead: by their silence, not by what their clocks say. */
final class SilenceTest {

    private static final Rules RULES = new Rules(1, 9, Duration.ofSeconds(60), Duration.ofSeconds(30), 3, true);
    private static final Instant THEIR_TIME = Instant.parse("1999-01-01T00:00:00Z");
    private static final Node A = new Node("a", 1, 0);
    private static final Node B = new Node("b", 1, 0);

    private final Silence silence = new Silence(new Node("me", 1, 0), RULES);

    private static RunState beats(long a, long b) {
        Draft draft = Draft.of(RunState.EMPTY);
        draft.participants().put(A, 0);
        draft.waitList().add(B);
        draft.beat(A, THEIR_TIME.plusSeconds(a));
        draft.beat(B, THEIR_TIME.minusSeconds(b));
        return draft.state();
    }

    private Set<Node> deadAt(long seconds, RunState state) {
        return silence.dead(state, Duration.ofSeconds(seconds));
    }

    @Test
    void silentNodeIsDeadAfterThreeIntervals() {
        for (int second = 0; second <= 90; second += 10) {
            assertThat(deadAt(second, beats(0, second))).isEmpty();
        }
        assertThat(deadAt(91, beats(0, 91))).containsExactly(A);
    }

    @Test
    @DisplayName("corrected: a node whose clock is hours off lives as long as its heartbeat changes")
    void strangeClockIsNoSilence() {
        for (int second = 0; second < 1000; second += 20) {
            assertThat(deadAt(second, beats(second, -second - 7_200))).isEmpty();
        }
    }

    @Test
    @DisplayName("corrected: a node without a heartbeat does not stay for ever")
    void nodeWithoutHeartbeatDies() {
        Draft draft = Draft.of(RunState.EMPTY);
        draft.participants().put(A, 0);
        RunState state = draft.state();
        for (int second = 0; second <= 90; second += 10) {
            assertThat(deadAt(second, state)).isEmpty();
        }
        assertThat(deadAt(91, state)).containsExactly(A);
    }

    @Test
    void nodeThatIsHeardAgainLives() {
        deadAt(0, beats(0, 0));
        deadAt(30, beats(0, 0));
        deadAt(60, beats(0, 0));
        deadAt(89, beats(1, 0));
        assertThat(deadAt(100, beats(1, 0))).containsExactly(B);
    }

    @Test
    void timeWithoutAViewCountsOnce() {
        deadAt(0, beats(0, 0));
        assertThat(deadAt(10_000, beats(0, 0)))
                .as("the store was away, so that no node could write")
                .isEmpty();
    }

    @Test
    void thisNodeIsNeverDead() {
        Draft draft = Draft.of(RunState.EMPTY);
        draft.participants().put(new Node("me", 1, 0), 0);
        RunState state = draft.state();
        for (int second = 0; second <= 500; second += 10) {
            assertThat(deadAt(second, state)).isEmpty();
        }
    }

    @Test
    void nodeThatLeftIsForgotten() {
        deadAt(0, beats(0, 0));
        deadAt(30, beats(0, 0));
        deadAt(60, RunState.EMPTY);
        deadAt(90, beats(0, 0));
        assertThat(deadAt(120, beats(0, 0))).isEmpty();
    }
}
