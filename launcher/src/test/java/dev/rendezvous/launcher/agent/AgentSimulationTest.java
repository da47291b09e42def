package dev.rendezvous.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AgentSimulationTest {

    private static final long LIVES = 20_000;

    @Test
    void everyLifeEndsOnceWithoutWorkers() {
        LongStream.range(0, LIVES).forEach(seed -> {
            Rules rules = rules(
                    1 + (int) (seed % 4), (int) (seed % 3), seed % 2 == 0, seed % 5 < 2, new Random(seed)::nextDouble);
            FakeNode node = new FakeNode(rules, seed);
            try {
                node.live();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
            assertThat(node.codes()).as("seed %s", seed).hasSize(1);
        });
    }

    private static Rules rules(
            int workers, int maxRestarts, boolean countsAlone, boolean checks, DoubleSupplier chance) {
        return new Rules(
                workers,
                maxRestarts,
                countsAlone,
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), chance),
                code -> code == 126,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                false,
                checks ? new HealthRule(true, 2, Duration.ofMinutes(1)) : HealthRule.none());
    }
}
