package dev.rendezvous.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.PutAndLook;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The service itself, with a time that the tests move. The clauses of the port are tested by the kit. */
class InMemorySpacesTest {

    private static final Duration TTL = Duration.ofSeconds(15);
    private static final Life LINGER = Life.linger(Duration.ofHours(2));

    private final InMemorySpaces spaces = InMemorySpaces.withManualTime();
    private final InMemorySpace space = spaces.open("run");

    @AfterEach
    void close() {
        spaces.close();
    }

    @Test
    void keyOfLeaseVanishesAfterTtl() throws Exception {
        Lease lease = answer(space.grant(TTL));
        put("m/a", Life.leased(lease));
        spaces.advance(TTL.minusNanos(1));
        assertThat(answer(space.get("m/a"))).isPresent();
        spaces.advance(Duration.ofNanos(1));
        assertThat(answer(space.get("m/a"))).isEmpty();
        assertThat(answer(lease.keepAlive())).isFalse();
    }

    @Test
    void keepAliveExtendsLeaseByOneTtl() throws Exception {
        Lease lease = answer(space.grant(TTL));
        put("m/a", Life.leased(lease));
        spaces.advance(TTL.minusSeconds(1));
        assertThat(answer(lease.keepAlive())).isTrue();
        spaces.advance(TTL.minusNanos(1));
        assertThat(answer(space.get("m/a"))).isPresent();
        spaces.advance(Duration.ofNanos(1));
        assertThat(answer(space.get("m/a"))).isEmpty();
    }

    @Test
    void leaseEndsLateWhenTold() throws Exception {
        spaces.endLeasesLate(TTL);
        put("m/a", Life.leased(answer(space.grant(TTL))));
        spaces.advance(TTL);
        assertThat(answer(space.get("m/a"))).isPresent();
        spaces.advance(TTL);
        assertThat(answer(space.get("m/a"))).isEmpty();
    }

    @Test
    void lingeringKeyVanishesAfterLastTouch() throws Exception {
        put("r/seal", LINGER);
        spaces.advance(Duration.ofHours(1));
        assertThat(answer(space.touch("r/seal"))).isTrue();
        spaces.advance(Duration.ofHours(2).minusNanos(1));
        assertThat(answer(space.get("r/seal"))).isPresent();
        spaces.advance(Duration.ofNanos(1));
        assertThat(answer(space.get("r/seal"))).isEmpty();
        assertThat(answer(space.touch("r/seal"))).isFalse();
    }

    @Test
    void touchOfPrefixLeavesLeasedKeysAlone() throws Exception {
        put("kv/1/a", Life.leased(answer(space.grant(TTL))));
        assertThat(answer(space.touch("kv/1/"))).isFalse();
        put("kv/1/b", LINGER);
        assertThat(answer(space.touch("kv/1/"))).isTrue();
        spaces.advance(TTL);
        assertThat(answer(space.list("kv/1/")).entries()).extracting(Entry::key).containsExactly("kv/1/b");
    }

    @Test
    void rewriteReplacesTheLifeOfKey() throws Exception {
        WriteOutcome.Applied first = put("r/seal", Life.leased(answer(space.grant(TTL))));
        answer(space.put("r/seal", "2", Precondition.version(first.version()), LINGER));
        spaces.advance(TTL);
        assertThat(answer(space.get("r/seal"))).isPresent();
    }

    @Test
    void versionsGoOnAfterLossOfMemory() throws Exception {
        Lease lease = answer(space.grant(TTL));
        WriteOutcome.Applied before = put("m/a", Life.leased(lease));
        AtomicInteger hints = new AtomicInteger();
        answer(space.watch("r/", hints::incrementAndGet));
        spaces.loseMemory();
        assertThat(answer(space.get("m/a"))).isEmpty();
        assertThat(answer(lease.keepAlive())).isFalse();
        assertThat(hints).hasValue(1);
        assertThat(put("m/a", LINGER).version()).isGreaterThan(before.version());
    }

    @Test
    void frozenServiceAnswersWhenItThaws() throws Exception {
        Lease lease = answer(space.grant(TTL));
        spaces.freeze();
        CompletableFuture<Boolean> kept = lease.keepAlive().toCompletableFuture();
        spaces.advance(TTL.multipliedBy(2));
        assertThat(kept).isNotDone();
        spaces.thaw();
        assertThat(answer(kept)).isTrue();
    }

    @Test
    void leaseOfFrozenServiceIsGoneAfterwards() throws Exception {
        Lease lease = answer(space.grant(TTL));
        put("m/a", Life.leased(lease));
        spaces.freeze();
        spaces.advance(TTL);
        CompletableFuture<Boolean> kept = lease.keepAlive().toCompletableFuture();
        spaces.thaw();
        assertThat(answer(kept)).isFalse();
        assertThat(answer(space.get("m/a"))).isEmpty();
    }

    @Test
    void putThenListShowsTheWrite() throws Exception {
        PutAndLook look = answer(space.putThenList("m/a", "1", Precondition.absent(), LINGER, "m/"));
        WriteOutcome.Applied applied = (WriteOutcome.Applied) look.outcome();
        assertThat(look.listing().orElseThrow().entries())
                .containsExactly(new Entry("m/a", "1", applied.version(), applied.order()));
    }

    @Test
    void runsShareNoKey() throws Exception {
        put("r/seal", LINGER);
        assertThat(answer(spaces.open("other").get("r/seal"))).isEmpty();
        assertThat(answer(spaces.open("run").get("r/seal"))).isPresent();
    }

    @Test
    void leaseOfAnotherRunIsRefused() throws Exception {
        Life foreign = Life.leased(answer(spaces.open("other").grant(TTL)));
        assertThatThrownBy(() -> answer(space.put("m/a", "1", Precondition.absent(), foreign)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("m/a");
    }

    @Test
    void keysValuesAndTimesAreChecked() {
        assertRefused(space.get("two words"), "two words");
        assertRefused(space.get("k".repeat(CoordinationSpace.MAX_KEY_LENGTH + 1)), "201");
        assertRefused(space.list("m"), "m");
        String tooLong = "v".repeat(space.maxValueBytes() + 1);
        assertRefused(space.put("m/a", tooLong, Precondition.absent(), LINGER), "m/a");
        assertRefused(space.grant(Duration.ZERO), "PT0S");
    }

    @Test
    void closedSpaceRefusesCalls() throws Exception {
        space.close();
        space.close();
        assertThatThrownBy(() -> answer(space.get("r/seal"))).isInstanceOf(IllegalStateException.class);
        spaces.close();
        assertThatThrownBy(() -> answer(spaces.open("run").get("r/seal"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingEndsOpenCalls() throws Exception {
        spaces.freeze();
        CompletionStage<WriteOutcome> write = space.put("m/a", "1", Precondition.absent(), LINGER);
        space.close();
        assertThat(answer(write)).isInstanceOf(WriteOutcome.Unknown.class);
    }

    @Test
    void timeOfTheMachineCannotBeMoved() {
        try (InMemorySpaces real = InMemorySpaces.create()) {
            assertThatThrownBy(() -> real.advance(TTL)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void leaseEndsByTheTimeOfTheMachine() throws Exception {
        try (InMemorySpaces real = InMemorySpaces.create();
                InMemorySpace own = real.open("run")) {
            Lease lease = answer(own.grant(Duration.ofMillis(50)));
            CompletableFuture<Boolean> gone = new CompletableFuture<>();
            answer(own.watch(
                    "m/",
                    () -> own.get("m/a").thenAccept(entry -> {
                        if (entry.isEmpty()) {
                            gone.complete(true);
                        }
                    })));
            answer(own.put("m/a", "1", Precondition.absent(), Life.leased(lease)));
            assertThat(answer(gone)).isTrue();
            assertThat(answer(lease.keepAlive())).isFalse();
        }
    }

    private WriteOutcome.Applied put(String key, Life life) throws Exception {
        return (WriteOutcome.Applied) answer(space.put(key, "1", Precondition.absent(), life));
    }

    private static void assertRefused(CompletionStage<?> stage, String part) {
        assertThatThrownBy(() -> answer(stage))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }

    private static <T> T answer(CompletionStage<T> stage) throws Exception {
        return Answers.of(stage);
    }
}
