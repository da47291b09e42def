package dev.rendezvous.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.tck.BackgroundCall;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** C4: the reads of one handle never go back. */
abstract class ReadContract extends VersionContract {

    private static final int ROUNDS = 50;

    @Test
    @Tag("C4")
    void readSeesTheWriteOfItsOwnHandle() throws Exception {
        CoordinationSpace space = open();
        long version = applied(create(space, "m/key", "0", LINGER)).version();
        for (int i = 1; i <= ROUNDS; i++) {
            version = applied(rewrite(space, "m/key", Integer.toString(i), version, LINGER))
                    .version();
            assertThat(answer(space.get("m/key"))).map(Entry::version).contains(version);
            assertThat(answer(space.list("m/")).entries())
                    .extracting(Entry::version)
                    .containsExactly(version);
        }
    }

    @Test
    @Tag("C4")
    void readsOfOneHandleNeverGoBack() throws Exception {
        CoordinationSpace reader = open();
        whileAnotherWrites(() -> {
            long newest = 0;
            for (int read = 0; read < ROUNDS * 4; read++) {
                long seen = read % 2 == 0
                        ? answer(reader.get("r/seal")).map(Entry::version).orElse(0L)
                        : newestOf(answer(reader.list("r/")).entries());
                assertThat(seen).as("read %s", read).isGreaterThanOrEqualTo(newest);
                newest = seen;
            }
        });
    }

    @Test
    @Tag("C4")
    void listIsAsNewAsAnEarlierRead() throws Exception {
        CoordinationSpace reader = open();
        whileAnotherWrites(() -> {
            for (int read = 0; read < ROUNDS * 2; read++) {
                int seal =
                        answer(reader.get("r/seal")).map(ReadContract::number).orElse(0);
                List<Entry> members = answer(reader.list("m/")).entries();
                int member = members.stream()
                        .filter(entry -> entry.key().equals("m/written-before"))
                        .mapToInt(ReadContract::number)
                        .findFirst()
                        .orElse(0);
                assertThat(member)
                        .as("what was written before the seal %s", seal)
                        .isGreaterThanOrEqualTo(seal);
            }
        });
    }

    @Test
    @Tag("C4")
    void listContainsEachKeyThatStays() throws Exception {
        CoordinationSpace reader = open();
        List<String> staying = List.of("m/a", "m/k", "m/z");
        for (String key : staying) {
            applied(create(reader, key, "1", LINGER));
        }
        AtomicBoolean stop = new AtomicBoolean();
        CoordinationSpace other = open();
        BackgroundCall<Boolean> churn = BackgroundCall.start(() -> {
            for (int i = 0; !stop.get(); i++) {
                String key = "m/b" + i % 5;
                long version = applied(create(other, key, "1", LINGER)).version();
                applied(answer(other.delete(key, version)));
            }
            return true;
        });
        try {
            for (int read = 0; read < ROUNDS; read++) {
                assertThat(answer(reader.list("m/")).entries())
                        .extracting(Entry::key)
                        .containsAll(staying)
                        .isSorted();
            }
        } finally {
            stop.set(true);
        }
        assertThat(churn.result()).isTrue();
    }

    @Test
    @Tag("port")
    void listHasKeysBelowPrefixAtAnyDepth() throws Exception {
        CoordinationSpace space = open();
        for (String key : List.of("e/1/turn", "e/1/m/2", "e/1/m/3", "e/10/turn", "m/1")) {
            applied(create(space, key, "1", LINGER));
        }
        assertThat(answer(space.list("e/1/")).entries())
                .extracting(Entry::key)
                .containsExactly("e/1/m/2", "e/1/m/3", "e/1/turn");
        assertThat(answer(space.list("e/")).entries()).hasSize(4);
        assertThat(answer(space.list("kv/1/")).entries()).isEmpty();
    }

    @Test
    @Tag("port")
    void getTakesNoLongerKey() throws Exception {
        CoordinationSpace space = open();
        applied(create(space, "m/node10", "1", LINGER));
        assertThat(answer(space.get("m/node1"))).isEmpty();
    }

    @Test
    @Tag("port")
    void runsShareNoKey() throws Exception {
        CoordinationSpace space = open();
        applied(create(space, "m/key", "1", LINGER));
        CoordinationSpace other = openSpace(run + "-other");
        closeAfterTest(other);
        assertThat(answer(other.get("m/key"))).isEmpty();
        assertThat(answer(other.list("m/")).entries()).isEmpty();
    }

    @Test
    @Tag("port")
    void touchKeepsTheVersion() throws Exception {
        CoordinationSpace space = open();
        assertThat(answer(space.touch("r/seal"))).isFalse();
        long version = applied(create(space, "r/seal", "1", LINGER)).version();
        assertThat(answer(space.touch("r/seal"))).isTrue();
        assertThat(answer(space.touch("r/"))).isTrue();
        assertThat(answer(space.get("r/seal"))).map(Entry::version).contains(version);
    }

    @Test
    @Tag("port")
    void deleteAllDeletesTheKeysBelowThePrefix() throws Exception {
        CoordinationSpace space = open();
        for (String key : List.of("kv/1/a", "kv/1/b", "kv/10/a", "m/1")) {
            applied(create(space, key, "1", LINGER));
        }
        answer(space.deleteAll("kv/1/"));
        assertThat(answer(space.list("kv/")).entries()).extracting(Entry::key).containsExactly("kv/10/a");
        answer(space.deleteAll("kv/"));
        answer(space.deleteAll("kv/"));
        assertThat(answer(space.list("kv/")).entries()).isEmpty();
        assertThat(answer(space.get("m/1"))).isPresent();
    }

    private interface Reading {
        void run() throws Exception;
    }

    /** Another handle writes a number below m/, then the same number as the seal, again and again. */
    private void whileAnotherWrites(Reading reading) throws Exception {
        CoordinationSpace writer = open();
        AtomicBoolean stop = new AtomicBoolean();
        BackgroundCall<Boolean> writing = BackgroundCall.start(() -> {
            for (int i = 1; !stop.get(); i++) {
                write(writer, "m/written-before", i);
                write(writer, "r/seal", i);
            }
            return true;
        });
        try {
            reading.run();
        } finally {
            stop.set(true);
        }
        assertThat(writing.result()).isTrue();
    }

    private void write(CoordinationSpace space, String key, int number) throws Exception {
        Optional<Entry> current = answer(space.get(key));
        String value = Integer.toString(number);
        applied(
                current.isPresent()
                        ? rewrite(space, key, value, current.get().version(), LINGER)
                        : create(space, key, value, LINGER));
    }

    private static int number(Entry entry) {
        return Integer.parseInt(entry.value());
    }

    private static long newestOf(List<Entry> entries) {
        return entries.stream().mapToLong(Entry::version).max().orElse(0);
    }
}
