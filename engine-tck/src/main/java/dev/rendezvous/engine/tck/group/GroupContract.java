package dev.rendezvous.engine.tck.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.tck.clock.ClockAgent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a group does whose nodes are real processes: some are killed, some are stopped for longer than their lease, and some have a clock
 * that is wrong. The test of a backend extends this class and says where its service is. Its class path has the backend with its index.
 *
 * <p>The property {@code rendezvous.faults.seconds} says how long faults at random go on, and {@code rendezvous.seed} repeats their
 * choice. The tests take some seconds; they need signals, so they do not run on Windows.
 *
 * @since 0.1
 */
@Tag("faults")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signal that stops a process")
public abstract class GroupContract {

    private static final int NODES = 4;
    private static final int SECONDS = Integer.getInteger("rendezvous.faults.seconds", 8);
    private static final Pattern CLOCK = Pattern.compile("clock millis=(-?\\d+) instant=(-?\\d+)");

    @TempDir
    private Path folder;

    /** Asks for the parameters in the tests, when the subclass is complete. */
    @SuppressWarnings("this-escape")
    private final Group group = new Group(this::parameters, NODES);

    /** For the subclass. */
    protected GroupContract() {}

    /** {@return the backend and its endpoint, with what it needs to log in} The contract sets the run, its size and its times. */
    protected abstract RendezvousParameters.Builder parameters();

    /**
     * Breaks the service in one way, waits for a moment, and repairs it. Unless overridden it only waits.
     *
     * @param random chooses the way and the moment
     * @throws Exception if that is not possible; the test fails then
     */
    protected void breakService(Random random) throws Exception {
        Group.pass(Duration.ofMillis(random.nextInt(2_000)));
    }

    @AfterEach
    final void endProcesses() {
        group.close();
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void groupOutlastsFaultsAtRandom() throws Exception {
        long seed = Long.getLong("rendezvous.seed", System.nanoTime());
        for (int i = 0; i < NODES; i++) {
            group.start();
        }
        group.awaitOneRound();
        group.under("seed " + seed);
        int faults = breakAtRandom(new Random(seed));
        group.awaitOneRound();
        group.closeRun();
        assertThat(group.violations()).as("seed %s, %s faults", seed, faults).isEmpty();
        assertThat(group.rounds())
                .as("rounds, seed %s, %s faults", seed, faults)
                .isGreaterThan(1);
    }

    private int breakAtRandom(Random random) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        List<NodeFault> deck = new ArrayList<>();
        int count = 0;
        while (System.nanoTime() - end < 0) {
            if (deck.isEmpty()) {
                deck.addAll(List.of(NodeFault.values()));
                Collections.shuffle(deck, random);
            }
            NodeFault fault = deck.remove(0);
            NodeProcess victim = group.alive().get(random.nextInt(group.alive().size()));
            fault.begin(group, victim);
            if (random.nextBoolean()) {
                breakService(random);
            } else {
                Group.pass(Duration.ofMillis(random.nextLong(Group.LEASE.toMillis() * 2)));
            }
            fault.end(group, victim);
            Group.pass(Duration.ofMillis(random.nextInt(1_000)));
            count++;
        }
        return count;
    }

    /** They are minutes and hours wrong, in both directions, and jump each second. Only the clock of the service counts, and intervals. */
    @Test
    void clocksOfNodesDoNotMatter() throws Exception {
        NodeProcess late = group.start(ClockAgent.options(folder, Duration.ofMinutes(7)));
        NodeProcess early = group.start(ClockAgent.options(folder, Duration.ofHours(-3)));
        group.start();
        group.awaitOneRound();
        assertClockIsWrong(late, Duration.ofMinutes(5));
        assertClockIsWrong(early, Duration.ofHours(2));
        group.kill(late);
        group.awaitOneRound();
        group.start(ClockAgent.options(folder, Duration.ofDays(2)));
        SeenRound last = group.awaitOneRound();
        Group.pass(Group.LEASE.multipliedBy(2));
        assertThat(group.awaitOneRound().token())
                .as("the round that nothing has disturbed")
                .isEqualTo(last.token());
        group.closeRun();
        assertThat(group.violations()).isEmpty();
    }

    private static void assertClockIsWrong(NodeProcess node, Duration least) {
        Matcher clock = CLOCK.matcher(node.lines().get(0));
        assertThat(clock.matches()).as(node.lines().get(0)).isTrue();
        for (int i = 1; i <= clock.groupCount(); i++) {
            assertThat(Math.abs(Long.parseLong(clock.group(i)) - System.currentTimeMillis()))
                    .as(clock.group())
                    .isGreaterThan(least.toMillis());
        }
    }
}
