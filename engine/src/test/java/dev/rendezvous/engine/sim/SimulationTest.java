package dev.rendezvous.engine.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.sim.Simulation.Result;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the schedules of {@code kept-seeds.txt}, then schedules from seed 1 on: 2,000 in a build. {@code -Drendezvous.simulation.schedules} asks for more, and
 * {@code -Drendezvous.simulation.seed} for another first seed.
 */
@Tag("simulation")
@Timeout(value = 12, unit = TimeUnit.HOURS)
class SimulationTest {

    private static final long SCHEDULES = Long.getLong("rendezvous.simulation.schedules", 2_000);
    private static final long FIRST = Long.getLong("rendezvous.simulation.seed", 1);

    /** A kind of schedules and its share of all, in percent. */
    record Kind(String name, Variant variant, int share) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Kind> kinds() {
        Variant usual = Variant.USUAL;
        return List.of(
                new Kind("usual", usual, 40),
                new Kind("everybody leads", usual.everybodyLeads(), 8),
                new Kind("hints only", usual.with(Twist.HINTS_ONLY), 8),
                new Kind("the service loses its memory", usual.with(Twist.MEMORY_LOSS), 10),
                new Kind("replicas lag", usual.with(Twist.LAG), 8),
                new Kind(
                        "replicas lag and everybody leads",
                        usual.with(Twist.LAG).everybodyLeads(),
                        2),
                new Kind("members are evicted", usual.with(Twist.EVICTION), 6),
                new Kind("nodes fence themselves", usual.with(Twist.SELF_FENCE), 4),
                new Kind("no programs", usual.with(Twist.NO_PROGRAMS), 4),
                new Kind("late nodes wait", usual.with(Twist.LATE_WAIT), 4),
                new Kind("other settings", usual.with(Twist.OTHER_SETTINGS), 3),
                new Kind("joins time out soon", usual.with(Twist.SHORT_JOIN), 2),
                new Kind("calm", usual.with(Twist.CALM), 1));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void noScheduleBreaksAnInvariant(Kind kind, TestReporter reporter) {
        long count = Math.max(1, SCHEDULES * kind.share() / 100);
        long rounds = 0;
        long events = 0;
        for (long seed : seeds(kind, count)) {
            Result result = Simulation.run(seed, kind.variant());
            if (result.violation().isPresent()) {
                throw new AssertionError(Simulation.trace(seed, kind.variant()) + KeptSeeds.advice(kind.name(), seed));
            }
            rounds += result.rounds();
            events += result.events();
        }
        reporter.publishEntry(
                kind.name(),
                "seeds " + FIRST + " to " + (FIRST + count - 1) + ": " + rounds + " rounds, " + events + " events");
        assertThat(rounds).isPositive();
    }

    private static long[] seeds(Kind kind, long count) {
        LongStream kept =
                KeptSeeds.byKind().getOrDefault(kind.name(), List.of()).stream().mapToLong(Long::longValue);
        return LongStream.concat(kept, LongStream.range(FIRST, FIRST + count)).toArray();
    }

    @Test
    void keptSeedsNameKindsThatExist() {
        assertThat(kinds())
                .extracting(Kind::name)
                .containsAll(KeptSeeds.byKind().keySet());
        assertThat(KeptSeeds.byKind()).isNotEmpty();
    }

    @Test
    void sameSeedGivesTheSameSchedule() {
        assertThat(Simulation.trace(5, Variant.USUAL)).isEqualTo(Simulation.trace(5, Variant.USUAL));
    }

    @Test
    void traceOfAFailureNamesScheduleAndInvariant() {
        Control control = Control.SEAL_WHILE_MEMBERS_ARE_IN;
        Result result = control.detection(300).orElseThrow();

        assertThat(Simulation.trace(result.seed(), control.variant()))
                .startsWith("schedule " + result.seed() + " of twists [], broken [], no SEAL_WHEN_DRAINED")
                .contains("r/seal")
                .containsPattern("\\nS4: round \\d+ is made while member \\d+ is in round \\d+$");
    }
}
