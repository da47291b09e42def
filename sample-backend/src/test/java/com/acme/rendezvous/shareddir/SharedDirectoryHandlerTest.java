package com.acme.rendezvous.shareddir;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import dev.rendezvous.tck.BackgroundCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What this backend adds to the contract of handlers, with the nodes of a run as threads of one process. */
final class SharedDirectoryHandlerTest extends HandlerFixture {

    @Test
    void runsInOneDirectoryDoNotMeet() throws Exception {
        SharedDirectoryHandler other = handler(parameters(1).runId("run_7"));
        Store theirs = other.nextRendezvous().store();
        Store ours = handler(1).nextRendezvous().store();
        ours.set("key", new byte[0]);
        assertThat(theirs.contains(List.of("key"))).isFalse();
    }

    @Test
    void backendHasNoAgentStore() throws Exception {
        SharedDirectoryHandler handler = handler(1);
        assertThat(handler.usesAgentStore()).isFalse();
        assertThat(handler.nextRendezvous().bootstrapStore()).isEmpty();
    }

    @Test
    void nextRoundClosesTheStoreOfLastOne() throws Exception {
        SharedDirectoryHandler handler = handler(1);
        Store first = handler.nextRendezvous().store();
        handler.nextRendezvous();
        assertThatThrownBy(() -> first.get("key")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nodeBeyondTheGroupIsToldSo() throws Exception {
        SharedDirectoryHandler member = handler(1);
        member.nextRendezvous();
        SharedDirectoryHandler spare = handler(parameters(1).config("join_timeout", "50ms"));
        assertThatThrownBy(spare::nextRendezvous)
                .isInstanceOf(RendezvousTimeoutException.class)
                .hasMessageContaining(RUN)
                .hasMessageContaining("has all its nodes, and none has left within 50 ms");
    }

    @Test
    void nodeBeyondTheGroupWaitsUntilAnotherLeaves() throws Exception {
        List<SharedDirectoryHandler> group = handlersOfAGroup(2);
        meet(group);
        SharedDirectoryHandler spare = handler(2);
        BackgroundCall<RendezvousInfo> waiting =
                BackgroundCall.start(spare::nextRendezvous).untilItWaits();
        assertThat(group.get(0).numNodesWaiting()).isZero();
        group.get(1).close();
        eventually("the spare waits", () -> group.get(0).numNodesWaiting() == 1);
        assertThat(group.get(0).nextRendezvous().worldSize()).isEqualTo(2);
        assertThat(waiting.result().worldSize()).isEqualTo(2);
    }

    @Test
    void closeWakesANodeBeyondTheGroup() throws Exception {
        handler(1).nextRendezvous();
        SharedDirectoryHandler spare = handler(1);
        BackgroundCall<RendezvousInfo> waiting =
                BackgroundCall.start(spare::nextRendezvous).untilItWaits();
        spare.close();
        assertThatThrownBy(waiting::result).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void timeoutNamesTheRanks() {
        SharedDirectoryHandler handler = handler(parameters(3).config("join_timeout", "50ms"));
        assertThatThrownBy(handler::nextRendezvous)
                .isInstanceOf(RendezvousTimeoutException.class)
                .hasMessageContaining("only 1 of 3")
                .hasMessageContaining("within 50 ms: the ranks [0] are there, [1, 2] are missing");
    }

    @Test
    void timeoutOfZeroLooksOnce() throws Exception {
        SharedDirectoryHandler impatient = handler(parameters(2).config("join_timeout", "0s"));
        assertThatThrownBy(impatient::nextRendezvous).isInstanceOf(RendezvousTimeoutException.class);
        BackgroundCall<RendezvousInfo> other = BackgroundCall.start(handler(2)::nextRendezvous);
        eventuallyOneClaim();
        assertThat(impatient.nextRendezvous().worldSize()).isEqualTo(2);
        assertThat(other.result().worldSize()).isEqualTo(2);
    }

    @Test
    void storeHasTheReadTimeout() throws Exception {
        Store store = handler(parameters(1).config("read_timeout", "1s"))
                .nextRendezvous()
                .store();
        assertThat(store.timeout()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void interruptedNodeLeavesNoFiles() throws Exception {
        SharedDirectoryHandler handler = handler(2);
        BackgroundCall<RendezvousInfo> waiting = BackgroundCall.start(handler::nextRendezvous);
        eventuallyOneClaim();
        waiting.interrupt();
        assertThatThrownBy(waiting::result).isInstanceOf(InterruptedException.class);
        assertThat(files()).isEmpty();
    }

    /** Repeated, and as soon as the file exists, so that the interrupt meets different steps of joining. */
    @RepeatedTest(100)
    void interruptWhileJoiningLeavesNoFiles() throws Exception {
        BackgroundCall<RendezvousInfo> joining = BackgroundCall.start(handler(2)::nextRendezvous);
        long start = System.nanoTime();
        while (files().stream().noneMatch(file -> file.endsWith("rank-0"))) {
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
        }
        joining.interrupt();
        assertThatThrownBy(joining::result).isInstanceOf(InterruptedException.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void interruptedThreadCreatesNoFiles() throws Exception {
        SharedDirectoryHandler handler = handler(2);
        Thread.currentThread().interrupt();
        assertThatThrownBy(handler::nextRendezvous).isInstanceOf(InterruptedException.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void otherSizeIsRefusedWithBothNumbers() throws Exception {
        BackgroundCall<RendezvousInfo> waiting = BackgroundCall.start(handler(2)::nextRendezvous);
        eventuallyOneClaim();
        assertThatThrownBy(handler(3)::nextRendezvous)
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContaining("waits for 2 nodes, but this node was told 3");
        waiting.interrupt();
        assertThatThrownBy(waiting::result).isInstanceOf(InterruptedException.class);
    }

    private void eventuallyOneClaim() throws Exception {
        eventually(
                "one claim",
                () -> files().stream()
                                .filter(file -> file.getFileName().toString().startsWith("rank-"))
                                .count()
                        == 1);
    }
}
