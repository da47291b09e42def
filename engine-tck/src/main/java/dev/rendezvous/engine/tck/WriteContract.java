package dev.rendezvous.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.PutAndLook;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tck.Linearizability;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** C1: writes to one key are linearizable. */
abstract class WriteContract extends CoordinationFixture {

    private static final int RIVALS = 8;
    private static final int HANDLES = 3;
    private static final int THREADS_OF_A_HANDLE = 2;
    private static final int WRITES = 20;
    private static final int RUNS = 3;

    @Test
    @Tag("C1")
    void createIsAppliedForOneRivalOnly() throws Exception {
        List<WriteOutcome> outcomes = outcomesOfRivals(Precondition.absent());
        assertThat(outcomes).filteredOn(WriteOutcome.Applied.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(WriteOutcome.Conflict.class::isInstance).hasSize(RIVALS - 1);
    }

    @Test
    @Tag("C1")
    void rewriteIsAppliedForOneRivalOnly() throws Exception {
        long version = applied(create(open(), "m/key", "0", LINGER)).version();
        List<WriteOutcome> outcomes = outcomesOfRivals(Precondition.version(version));
        assertThat(outcomes).filteredOn(WriteOutcome.Applied.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(WriteOutcome.Conflict.class::isInstance).hasSize(RIVALS - 1);
    }

    private List<WriteOutcome> outcomesOfRivals(Precondition precondition) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<BackgroundCall<WriteOutcome>> rivals = new ArrayList<>();
        for (int rival = 0; rival < RIVALS; rival++) {
            CoordinationSpace own = open();
            String value = "of rival " + rival;
            rivals.add(BackgroundCall.start(() -> {
                start.await();
                return answer(own.put("m/key", value, precondition, LINGER));
            }));
        }
        start.countDown();
        List<WriteOutcome> outcomes = new ArrayList<>();
        for (BackgroundCall<WriteOutcome> rival : rivals) {
            outcomes.add(rival.result());
        }
        return outcomes;
    }

    @Test
    @Tag("C1")
    void conflictNamesTheKeyAsItIs() throws Exception {
        CoordinationSpace space = open();
        WriteOutcome.Applied there = applied(create(space, "m/key", "value", LINGER));
        Entry entry = new Entry("m/key", "value", there.version(), there.order());
        assertThat(conflict(create(space, "m/key", "other", LINGER)).current()).contains(entry);
        assertThat(conflict(rewrite(space, "m/key", "other", there.version() + 1, LINGER))
                        .current())
                .contains(entry);
        assertThat(conflict(answer(space.delete("m/key", there.version() + 1))).current())
                .contains(entry);
        assertThat(answer(space.get("m/key"))).contains(entry);
    }

    @Test
    @Tag("C1")
    void conflictOfAnAbsentKeyNamesNone() throws Exception {
        CoordinationSpace space = open();
        assertThat(conflict(rewrite(space, "m/key", "value", 1, LINGER)).current())
                .isEmpty();
        assertThat(conflict(answer(space.delete("m/key", 1))).current()).isEmpty();
        assertThat(answer(space.get("m/key"))).isEmpty();
    }

    @Test
    @Tag("C1")
    void deleteOfTheRightVersionIsApplied() throws Exception {
        CoordinationSpace space = open();
        WriteOutcome.Applied there = applied(create(space, "m/key", "value", LINGER));
        WriteOutcome.Applied deleted = applied(answer(space.delete("m/key", there.version())));
        assertThat(deleted.version()).isGreaterThan(there.version());
        assertThat(deleted.order()).isEqualTo(there.order());
        assertThat(answer(space.get("m/key"))).isEmpty();
    }

    @Test
    @Tag("port")
    void putThenListShowsTheWrite() throws Exception {
        CoordinationSpace space = open();
        create(open(), "m/other", "1", LINGER);
        PutAndLook look = answer(space.putThenList("m/key", "2", Precondition.absent(), LINGER, "m/"));
        WriteOutcome.Applied written = applied(look.outcome());
        assertThat(look.listing().orElseThrow().entries())
                .contains(new Entry("m/key", "2", written.version(), written.order()))
                .extracting(Entry::key)
                .contains("m/other");
    }

    @Test
    @Tag("port")
    void putThenListListsAfterAConflictToo() throws Exception {
        CoordinationSpace space = open();
        create(space, "m/key", "1", LINGER);
        PutAndLook look = answer(space.putThenList("m/key", "2", Precondition.absent(), LINGER, "m/"));
        conflict(look.outcome());
        assertThat(look.listing().orElseThrow().entries())
                .extracting(Entry::value)
                .containsExactly("1");
    }

    @Test
    @Tag("C1")
    void writesOfManyThreadsAreLinearizable() throws Exception {
        for (int seed = 0; seed < RUNS; seed++) {
            List<CoordinationSpace> handles = new ArrayList<>();
            for (int handle = 0; handle < HANDLES; handle++) {
                handles.add(open());
            }
            assertLinearizable(seed, handles, random -> {});
        }
    }

    @Test
    @Tag("C1")
    void writesWhoseRepliesAreLostAreLinearizable() throws Exception {
        for (int seed = 0; seed < RUNS; seed++) {
            FaultySpace faulty = openFaulty();
            assertLinearizable(seed, List.of(faulty.space(), open()), random -> breakNowAndThen(faulty, random));
        }
    }

    private static void breakNowAndThen(FaultySpace faulty, Random random) {
        switch (random.nextInt(12)) {
            case 0 -> faulty.loseNextReply();
            case 1 -> faulty.loseNextRequest();
            default -> {}
        }
    }

    private void assertLinearizable(int seed, List<CoordinationSpace> handles, Consumer<Random> beforeWrite)
            throws Exception {
        RecordedCell cell = new RecordedCell("m/cell" + seed, LINGER);
        CountDownLatch start = new CountDownLatch(1);
        List<BackgroundCall<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < handles.size() * THREADS_OF_A_HANDLE; i++) {
            CoordinationSpace own = handles.get(i % handles.size());
            Random random = new Random(31L * seed + i);
            writers.add(BackgroundCall.start(() -> {
                start.await();
                for (int write = 0; write < WRITES; write++) {
                    beforeWrite.accept(random);
                    cell.writeAtRandom(own, random, this::answer);
                }
                return true;
            }));
        }
        start.countDown();
        for (BackgroundCall<Boolean> writer : writers) {
            writer.result();
        }
        assertThat(cell.history()).hasSize(writers.size() * WRITES);
        assertThat(Linearizability.holds(cell.history(), CellState.NEVER_WRITTEN))
                .as("seed %s: %s", seed, cell.history())
                .isTrue();
    }
}
