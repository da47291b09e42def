package dev.rendezvous.c10d.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.c10d.state.Draft;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClockCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-28T19:48:10Z");
    private static final Node OTHER = new Node("other", 1, 0);
    private static final Node ME = new Node("me", 1, 0);

    private final ClockCheck check = new ClockCheck(ME, Duration.ofSeconds(5));

    private static RunState beat(Node node, Instant moment) {
        Draft draft = Draft.of(RunState.EMPTY);
        draft.beat(node, moment);
        return draft.state();
    }

    @ParameterizedTest
    @ValueSource(longs = {7200, -7200})
    void clockThatIsHoursOffIsToldOnce(long seconds) {
        assertThat(check.look(beat(OTHER, NOW.plusSeconds(seconds)), NOW))
                .as("it may be old")
                .isEmpty();
        assertThat(check.look(beat(OTHER, NOW.plusSeconds(seconds + 5)), NOW.plusSeconds(5)))
                .hasValueSatisfying(problem -> assertThat(problem)
                        .contains("other_1_0", seconds > 0 ? "7200 s ahead of" : "7195 s behind", "set the clocks"));
        assertThat(check.look(beat(OTHER, NOW.plusSeconds(seconds + 10)), NOW.plusSeconds(10)))
                .isEmpty();
    }

    @Test
    void clockThatIsRightIsNotTold() {
        for (int second = 0; second < 100; second += 5) {
            assertThat(check.look(beat(OTHER, NOW.plusSeconds(second - 4)), NOW.plusSeconds(second)))
                    .isEmpty();
        }
    }

    @Test
    void silentNodeAndThisOneAreNotReported() {
        for (int second = 0; second < 100; second += 5) {
            assertThat(check.look(beat(OTHER, NOW.minusSeconds(7200)), NOW.plusSeconds(second)))
                    .isEmpty();
        }
        for (int second = 0; second < 100; second += 5) {
            assertThat(check.look(beat(ME, NOW.plusSeconds(7200 + second)), NOW.plusSeconds(second)))
                    .isEmpty();
        }
    }
}
