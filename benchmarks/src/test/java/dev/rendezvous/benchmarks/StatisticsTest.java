package dev.rendezvous.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void theMedianIsTheMiddleOneOrBetweenTheMiddleTwo() {
        assertThat(Statistics.median(9, 1, 2)).isEqualTo(2);
        assertThat(Statistics.median(4, 1, 2, 9)).isEqualTo(3);
        assertThat(Statistics.median(7)).isEqualTo(7);
    }

    @Test
    void aQuartileLiesBetweenItsNeighbours() {
        assertThat(Statistics.quantile(0.25, 1, 2, 3, 4, 5)).isEqualTo(2);
        assertThat(Statistics.quantile(0.75, 1, 2)).isEqualTo(1.75);
    }

    @Test
    void aRatioIsTakenInsideARound() {
        Results results = new Results(Scenario.ofMode("--full").get(2));
        results.add(Contestant.NONE, new Usage(1, 1, 100));
        results.add(Contestant.RENDEZVOUS, new Usage(2, 3, 100));
        results.add(Contestant.NONE, new Usage(10, 1, 100));
        results.add(Contestant.RENDEZVOUS, new Usage(20, 3, 100));

        assertThat(results.ratios(Contestant.RENDEZVOUS, Contestant.NONE, Usage::seconds))
                .containsExactly(2, 2);
        assertThat(results.costOfAClass(Contestant.RENDEZVOUS, Contestant.NONE, Usage::cpuSeconds))
                .isEqualTo(0.002);
    }
}
