package dev.rendezvous.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration MIN = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofSeconds(3);

    private static List<Long> millis(double chance, Integer... failures) {
        Backoff backoff = new Backoff(MIN, MAX, () -> chance);
        return List.of(failures).stream()
                .map(count -> backoff.pause(count).toMillis())
                .toList();
    }

    @Test
    void pauseDoublesUpToItsLimit() {
        assertThat(millis(1, 1, 2, 3, 9)).containsExactly(1_000L, 2_000L, 3_000L, 3_000L);
    }

    @Test
    void chanceLeavesOutUpToHalf() {
        assertThat(millis(0, 1, 2, 3)).containsExactly(500L, 1_000L, 1_500L);
        assertThat(millis(0.5, 1, 2, 3)).containsExactly(750L, 1_500L, 2_250L);
    }

    @Test
    void chanceOutsideOfItsRangeIsCut() {
        assertThat(millis(7, 1)).containsExactly(1_000L);
        assertThat(millis(-7, 1)).containsExactly(500L);
    }

    @Test
    void noPauseStaysNoPause() {
        assertThat(new Backoff(Duration.ZERO, Duration.ZERO, () -> 1).pause(5)).isZero();
    }

    @Test
    void roundIsCalmAfterTenLongestPauses() {
        assertThat(new Backoff(MIN, MAX, () -> 1).calm()).isEqualTo(Duration.ofSeconds(30));
    }
}
