package dev.rendezvous.benchmarks.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultsTest {

    @Test
    void ratioIsTakenInsideARound() {
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
