package dev.rendezvous.tcpstore.client.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final RandomGenerator MIDDLE = () -> 1L << 63;

    @Test
    void eachPauseIsHalfAsLongAgain() {
        Backoff backoff = new Backoff(MIDDLE, Backoff.FIRST);
        List<Long> millis = Stream.generate(backoff::next)
                .limit(20)
                .map(nanos -> Duration.ofNanos(nanos).toMillis())
                .toList();
        assertThat(millis).startsWith(500L, 750L, 1125L, 1687L).endsWith(60_000L, 60_000L);
        assertThat(millis).isSorted();
    }

    @Test
    void pausesOfTwoClientsDiffer() {
        Backoff backoff = new Backoff(new Random(7), Backoff.FIRST);
        Backoff other = new Backoff(new Random(8), Backoff.FIRST);
        assertThat(backoff.next()).isNotEqualTo(other.next());
    }

    @Test
    void noPauseIsFarFromItsMiddle() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            assertThat(Duration.ofNanos(new Backoff(random, Backoff.FIRST).next()))
                    .isBetween(Duration.ofMillis(250), Duration.ofMillis(750));
        }
    }
}
