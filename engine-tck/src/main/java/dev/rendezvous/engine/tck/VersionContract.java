package dev.rendezvous.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.tck.BackgroundCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** C2: versions grow. C3: an order is the identity of one life of a key. */
abstract class VersionContract extends WriteContract {

    private static final int WRITERS = 8;
    private static final int KEYS = 2;
    private static final int LIVES = 20;

    /** A write, by a clock of the test. */
    private record Issue(long start, long end, long version, long order, boolean creation) {}

    @Test
    @Tag("C2")
    void versionGrowsWithEachWrite() throws Exception {
        CoordinationSpace space = open();
        long first = applied(create(space, "m/key", "1", LINGER)).version();
        long second = applied(rewrite(space, "m/key", "2", first, LINGER)).version();
        long other = applied(create(space, "m/other", "1", LINGER)).version();
        assertThat(first).isPositive();
        assertThat(second).isGreaterThan(first);
        assertThat(other).isGreaterThan(second);
    }

    @Test
    @Tag("C2")
    void versionGrowsAcrossADeletion() throws Exception {
        CoordinationSpace space = open();
        long last = 0;
        for (int life = 0; life < LIVES; life++) {
            long created = applied(create(space, "m/key", "1", LINGER)).version();
            assertThat(created).as("version of life %s", life).isGreaterThan(last);
            last = applied(rewrite(space, "m/key", "2", created, LINGER)).version();
            applied(answer(space.delete("m/key", last)));
        }
    }

    @Test
    @Tag("C2")
    void versionGrowsAcrossARestart() throws Exception {
        long before = applied(create(open(), "m/key", "1", LINGER)).version();
        Assumptions.assumeTrue(restartService(), "this fixture cannot restart its service");
        CoordinationSpace space = open();
        WriteOutcome[] outcome = new WriteOutcome[1];
        eventually("the service writes again", () -> {
            outcome[0] = create(space, "m/after", "1", LINGER);
            return !(outcome[0] instanceof WriteOutcome.Unknown);
        });
        long after = outcome[0] instanceof WriteOutcome.Conflict conflict
                ? conflict.current().orElseThrow().version()
                : applied(outcome[0]).version();
        assertThat(after).isGreaterThan(before);
    }

    @Test
    @Tag("C2")
    void versionsOfManyWritersGrow() throws Exception {
        List<Issue> issues = new ArrayList<>(issuesOfManyWriters());
        assertThat(issues).extracting(Issue::version).doesNotHaveDuplicates();
        issues.sort(Comparator.comparingLong(Issue::start));
        List<Issue> ended = new ArrayList<>(issues);
        ended.sort(Comparator.comparingLong(Issue::end));
        long newest = 0;
        int next = 0;
        for (Issue issue : issues) {
            for (; ended.get(next).end() < issue.start(); next++) {
                newest = Math.max(newest, ended.get(next).version());
            }
            assertThat(issue.version())
                    .as("version of a write that began after %s was issued", newest)
                    .isGreaterThan(newest);
        }
    }

    @Test
    @Tag("C3")
    void ordersOfManyLivesAreUnique() throws Exception {
        List<Issue> creations =
                issuesOfManyWriters().stream().filter(Issue::creation).toList();
        assertThat(creations).hasSizeGreaterThan(LIVES);
        assertThat(creations).extracting(Issue::order).doesNotHaveDuplicates();
    }

    @Test
    @Tag("C3")
    void orderIsTheVersionOfTheCreation() throws Exception {
        CoordinationSpace space = open();
        WriteOutcome.Applied created = applied(create(space, "m/key", "1", LINGER));
        assertThat(created.order()).isEqualTo(created.version());
        WriteOutcome.Applied rewritten = applied(rewrite(space, "m/key", "2", created.version(), LINGER));
        assertThat(rewritten.order()).isEqualTo(created.order());
        Entry entry = new Entry("m/key", "2", rewritten.version(), created.order());
        assertThat(answer(space.get("m/key"))).contains(entry);
        assertThat(answer(space.list("m/")).entries()).containsExactly(entry);
    }

    @Test
    @Tag("C3")
    void recreatedKeyHasANewOrder() throws Exception {
        CoordinationSpace space = open();
        WriteOutcome.Applied first = applied(create(space, "m/key", "1", LINGER));
        applied(answer(space.delete("m/key", first.version())));
        WriteOutcome.Applied second = applied(create(space, "m/key", "1", LINGER));
        assertThat(second.order()).isGreaterThan(first.order());
    }

    private Queue<Issue> issuesOfManyWriters() throws Exception {
        Queue<Issue> issues = new ConcurrentLinkedQueue<>();
        AtomicLong clock = new AtomicLong();
        CountDownLatch start = new CountDownLatch(1);
        List<BackgroundCall<Boolean>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            CoordinationSpace own = open();
            String key = "m/key" + writer % KEYS;
            writers.add(BackgroundCall.start(() -> {
                start.await();
                for (int life = 0; life < LIVES; life++) {
                    live(own, key, clock, issues);
                }
                return true;
            }));
        }
        start.countDown();
        for (BackgroundCall<Boolean> writer : writers) {
            writer.result();
        }
        return issues;
    }

    /** Creates the key, rewrites it and deletes it, as far as the rivals let it. */
    private void live(CoordinationSpace space, String key, AtomicLong clock, Queue<Issue> issues) throws Exception {
        long start = clock.incrementAndGet();
        if (create(space, key, "1", LINGER) instanceof WriteOutcome.Applied created) {
            issues.add(new Issue(start, clock.incrementAndGet(), created.version(), created.order(), true));
        }
        Entry there = answer(space.get(key)).orElse(null);
        if (there == null) {
            return;
        }
        start = clock.incrementAndGet();
        if (rewrite(space, key, "2", there.version(), LINGER) instanceof WriteOutcome.Applied rewritten) {
            issues.add(new Issue(start, clock.incrementAndGet(), rewritten.version(), rewritten.order(), false));
            answer(space.delete(key, rewritten.version()));
        }
    }
}
