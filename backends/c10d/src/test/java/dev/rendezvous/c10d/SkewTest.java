package dev.rendezvous.c10d;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.c10d.state.Draft;
import dev.rendezvous.c10d.state.RunState;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SkewTest {

    @Test
    @DisplayName(
            "test_next_rendezvous_skews_the_first_join_attempt, test_delay_suspends_thread, corrected: up to 30 ms, not 300")
    void onlyTheFirstRoundIsSkewed() {
        Random random = new Random(1);
        Set<Duration> first = Stream.generate(() -> Skew.before(RunState.EMPTY, random))
                .limit(100)
                .collect(Collectors.toSet());
        assertThat(first).hasSizeGreaterThan(50);
        assertThat(first).allSatisfy(time -> assertThat(time).isBetween(Duration.ZERO, Duration.ofMillis(30)));
        Draft later = Draft.of(RunState.EMPTY);
        later.nextRound();
        assertThat(Skew.before(later.state(), random)).isZero();
    }
}
