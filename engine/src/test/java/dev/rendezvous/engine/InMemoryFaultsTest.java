package dev.rendezvous.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InMemoryFaultsTest {

    private static final Duration LATER = Duration.ofSeconds(3);
    private static final Life LINGER = Life.linger(Duration.ofHours(2));

    private final InMemorySpaces spaces = InMemorySpaces.withManualTime();
    private final InMemorySpace space = spaces.open("run");
    private final InMemorySpace other = spaces.open("run");
    private final InMemoryFaults faults = space.faults();

    @AfterEach
    void close() {
        spaces.close();
    }

    @Test
    void lostRequestIsUnknownAndNotApplied() throws Exception {
        faults.loseRequests(1);
        assertThat(Answers.of(create("m/a"))).isInstanceOf(WriteOutcome.Unknown.class);
        assertThat(Answers.of(space.get("m/a"))).isEmpty();
        assertThat(Answers.of(create("m/a"))).isInstanceOf(WriteOutcome.Applied.class);
    }

    @Test
    void lostReplyIsUnknownAndApplied() throws Exception {
        faults.loseReplies(1);
        assertThat(Answers.of(create("m/a"))).isInstanceOf(WriteOutcome.Unknown.class);
        assertThat(Answers.of(space.get("m/a"))).isPresent();
    }

    @Test
    void lostReadIsConnectionException() {
        faults.loseReplies(1);
        assertThatThrownBy(() -> Answers.of(space.list("m/"))).isInstanceOf(RendezvousConnectionException.class);
    }

    @Test
    void faultsConcernOneHandleOnly() throws Exception {
        faults.loseRequests(1);
        assertThat(Answers.of(other.get("m/a"))).isEmpty();
        assertThatThrownBy(() -> Answers.of(space.get("m/a"))).isInstanceOf(RendezvousConnectionException.class);
    }

    @Test
    void delayedRequestIsAppliedLater() throws Exception {
        faults.delayRequests(LATER);
        CompletionStage<WriteOutcome> write = create("m/a");
        spaces.advance(LATER.minusNanos(1));
        assertThat(Answers.of(other.get("m/a"))).isEmpty();
        spaces.advance(Duration.ofNanos(1));
        assertThat(Answers.of(write)).isInstanceOf(WriteOutcome.Applied.class);
    }

    @Test
    void delayedRepliesKeepTheirOrder() throws Exception {
        faults.delayReplies(LATER);
        CompletableFuture<Optional<Entry>> before = space.get("m/a").toCompletableFuture();
        faults.delayReplies(Duration.ZERO);
        CompletableFuture<Optional<Entry>> after = space.get("m/a").toCompletableFuture();
        spaces.advance(LATER.minusNanos(1));
        assertThat(before).isNotDone();
        assertThat(after).isNotDone();
        spaces.advance(Duration.ofNanos(1));
        assertThat(before).isDone();
        assertThat(after).isDone();
    }

    @Test
    void disconnectLosesCallsAndHintsUntilReconnect() throws Exception {
        AtomicInteger hints = new AtomicInteger();
        Answers.of(space.watch("m/", hints::incrementAndGet));
        faults.disconnect();
        assertThat(Answers.of(create("m/a"))).isInstanceOf(WriteOutcome.Unknown.class);
        assertThat(Answers.of(other.put("m/b", "1", Precondition.absent(), LINGER)))
                .isInstanceOf(WriteOutcome.Applied.class);
        assertThat(hints).hasValue(0);
        faults.reconnect();
        assertThat(Answers.of(space.list("m/")).entries())
                .extracting(Entry::key)
                .containsExactly("m/b");
        assertThat(hints).hasValue(1);
    }

    @Test
    void disconnectLosesCallsThatMayApplyLater() throws Exception {
        faults.delayRequests(LATER);
        CompletionStage<WriteOutcome> write = create("m/a");
        faults.disconnect();
        assertThat(Answers.of(write)).isInstanceOf(WriteOutcome.Unknown.class);
        assertThat(Answers.of(other.get("m/a"))).isEmpty();
        spaces.advance(LATER);
        assertThat(Answers.of(other.get("m/a"))).isPresent();
    }

    @Test
    void hintsAreLostDelayedAndRepeated() throws Exception {
        AtomicInteger hints = new AtomicInteger();
        Answers.of(space.watch("m/", hints::incrementAndGet));
        faults.loseHints(1);
        Answers.of(create("m/a"));
        spaces.advance(Duration.ZERO);
        assertThat(hints).hasValue(0);
        faults.repeatHints(2);
        Answers.of(create("m/b"));
        spaces.advance(Duration.ZERO);
        assertThat(hints).hasValue(2);
        faults.delayHints(LATER);
        Answers.of(create("m/c"));
        spaces.advance(LATER.minusNanos(1));
        assertThat(hints).hasValue(2);
        spaces.advance(Duration.ofNanos(1));
        assertThat(hints).hasValue(4);
    }

    @Test
    void closedWatchGivesNoHint() throws Exception {
        AtomicInteger hints = new AtomicInteger();
        AutoCloseable watch = Answers.of(space.watch("m/", hints::incrementAndGet));
        Answers.of(space.watch("r/", hints::incrementAndGet));
        watch.close();
        Answers.of(create("m/a"));
        spaces.advance(Duration.ZERO);
        assertThat(hints).hasValue(0);
    }

    @Test
    void leaseEndsEarlyWhenTold() throws Exception {
        Lease lease = Answers.of(space.grant(LATER));
        Lease stays = Answers.of(other.grant(LATER));
        faults.endLeases();
        assertThat(Answers.of(lease.keepAlive())).isFalse();
        assertThat(Answers.of(stays.keepAlive())).isTrue();
        assertThat(Answers.of(space.put("m/a", "1", Precondition.absent(), Life.leased(lease))))
                .isInstanceOf(WriteOutcome.LeaseLost.class);
    }

    @Test
    void refusedCallsFailWithTheException() throws Exception {
        RendezvousException wrongPassword = new RendezvousStateException("wrong password");
        faults.refuse(wrongPassword);
        assertThatThrownBy(() -> Answers.of(create("m/a"))).isSameAs(wrongPassword);
        faults.accept();
        assertThat(Answers.of(create("m/a"))).isInstanceOf(WriteOutcome.Applied.class);
    }

    @Test
    void hintThatThrowsLeavesTheServiceRunning() throws Exception {
        AtomicInteger hints = new AtomicInteger();
        Answers.of(space.watch("m/", () -> {
            hints.incrementAndGet();
            throw new IllegalStateException("thrown by a hint, on purpose");
        }));
        Answers.of(create("m/a"));
        Answers.of(create("m/b"));
        spaces.advance(Duration.ZERO);
        assertThat(hints).hasValue(2);
    }

    private CompletionStage<WriteOutcome> create(String key) {
        return space.put(key, "1", Precondition.absent(), LINGER);
    }
}
