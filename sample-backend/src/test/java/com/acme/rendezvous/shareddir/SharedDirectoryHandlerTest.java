package com.acme.rendezvous.shareddir;

import static dev.rendezvous.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousClosedException;
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

/** The nodes of a run as threads of one process. */
final class SharedDirectoryHandlerTest extends HandlerFixture {

    @Test
    void oneNodeIsAGroup() throws Exception {
        RendezvousInfo place = handler(1).nextRendezvous();
        assertThat(place.rank()).isZero();
        assertThat(place.worldSize()).isEqualTo(1);
        assertThat(place.bootstrapStore()).isEmpty();
    }

    @Test
    void everyNodeHasARankOfItsOwn() throws Exception {
        List<RendezvousInfo> places = meet(handlersOfAGroup(8));
        assertThat(places).extracting(RendezvousInfo::rank).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(places).extracting(RendezvousInfo::worldSize).containsOnly(8);
    }

    @Test
    void theGroupSharesAStore() throws Exception {
        List<RendezvousInfo> places = meet(handlersOfAGroup(2));
        places.get(0).store().set("key", "value".getBytes(UTF_8));
        assertThat(places.get(1).store().get("key")).isEqualTo("value".getBytes(UTF_8));
    }

    @Test
    void runsOfOneDirectoryDoNotMeet() throws Exception {
        SharedDirectoryHandler other = handler(parameters(1).runId("run_7"));
        Store theirs = other.nextRendezvous().store();
        Store ours = handler(1).nextRendezvous().store();
        ours.set("key", new byte[0]);
        assertThat(theirs.contains(List.of("key"))).isFalse();
    }

    @Test
    void aHandlerTellsTheNameItWasAskedForByAndItsRun() {
        SharedDirectoryHandler handler = handler(parameters(1));
        assertThat(handler.backend()).isEqualTo("testbackend");
        assertThat(handler.runId()).isEqualTo(RUN);
        assertThat(handler.usesAgentStore()).isFalse();
    }

    @Test
    void theNextRoundHasAnEmptyStoreAndEndsTheOldOne() throws Exception {
        List<SharedDirectoryHandler> handlers = handlersOfAGroup(2);
        List<RendezvousInfo> first = meet(handlers);
        first.get(0).store().set("key", new byte[0]);
        List<RendezvousInfo> second = meet(handlers);
        assertThat(second).extracting(RendezvousInfo::rank).containsExactlyInAnyOrder(0, 1);
        assertThat(second.get(0).store().contains(List.of("key"))).isFalse();
        assertThatThrownBy(() -> first.get(0).store().get("key")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aGroupThatLostANodeSeesWhoWaitsAndMeetsAgain() throws Exception {
        List<SharedDirectoryHandler> group = handlersOfAGroup(2);
        meet(group);
        group.get(0).close();
        SharedDirectoryHandler replacement = handler(2);
        BackgroundCall<RendezvousInfo> waiting =
                BackgroundCall.start(replacement::nextRendezvous).untilItWaits();
        SharedDirectoryHandler survivor = group.get(1);
        eventuallyWaiting(survivor, 1);
        RendezvousInfo place = survivor.nextRendezvous();
        assertThat(List.of(place.rank(), waiting.result().rank())).containsExactlyInAnyOrder(0, 1);
        assertThat(survivor.numNodesWaiting()).isZero();
    }

    @Test
    void aNodeThatIsTooManyIsToldSo() throws Exception {
        SharedDirectoryHandler member = handler(1);
        member.nextRendezvous();
        SharedDirectoryHandler spare = handler(parameters(1).config("join_timeout", "50ms"));
        assertThatThrownBy(spare::nextRendezvous)
                .isInstanceOf(RendezvousTimeoutException.class)
                .hasMessageContaining(RUN)
                .hasMessageContaining("has all its nodes");
        assertThat(member.numNodesWaiting()).isZero();
    }

    @Test
    void aNodeThatIsTooManyWaitsUntilAnotherLeaves() throws Exception {
        List<SharedDirectoryHandler> group = handlersOfAGroup(2);
        meet(group);
        SharedDirectoryHandler spare = handler(2);
        BackgroundCall<RendezvousInfo> waiting =
                BackgroundCall.start(spare::nextRendezvous).untilItWaits();
        assertThat(group.get(0).numNodesWaiting()).isZero();
        group.get(1).close();
        eventuallyWaiting(group.get(0), 1);
        assertThat(group.get(0).nextRendezvous().worldSize()).isEqualTo(2);
        assertThat(waiting.result().worldSize()).isEqualTo(2);
    }

    @Test
    void aNodeThatIsTooManyIsWokenByItsOwnClose() throws Exception {
        handler(1).nextRendezvous();
        SharedDirectoryHandler spare = handler(1);
        BackgroundCall<RendezvousInfo> waiting =
                BackgroundCall.start(spare::nextRendezvous).untilItWaits();
        spare.close();
        assertThatThrownBy(waiting::result).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noNodeWaitsBeforeAnybodyCame() throws Exception {
        assertThat(handler(2).numNodesWaiting()).isZero();
    }

    @Test
    void aTimeoutTellsWhoIsMissing() {
        SharedDirectoryHandler handler = handler(parameters(3).config("join_timeout", "50ms"));
        assertThatThrownBy(handler::nextRendezvous)
                .isInstanceOf(RendezvousTimeoutException.class)
                .hasMessageContaining("only 1 of 3")
                .hasMessageContaining(RUN)
                .hasMessageContaining("the ranks [0] are there, [1, 2] are missing");
    }

    @Test
    void aNodeThatTimedOutMayTryAgain() throws Exception {
        SharedDirectoryHandler impatient = handler(parameters(2).config("join_timeout", "0s"));
        assertThatThrownBy(impatient::nextRendezvous).isInstanceOf(RendezvousTimeoutException.class);
        BackgroundCall<RendezvousInfo> other = BackgroundCall.start(handler(2)::nextRendezvous);
        eventuallyClaimsInRounds(1);
        assertThat(impatient.nextRendezvous().worldSize()).isEqualTo(2);
        assertThat(other.result().worldSize()).isEqualTo(2);
    }

    @Test
    void theStoreHasTheReadTimeout() throws Exception {
        Store store = handler(parameters(1).config("read_timeout", "1s"))
                .nextRendezvous()
                .store();
        assertThat(store.timeout()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anInterruptEndsTheWaitAndFreesThePlace() throws Exception {
        SharedDirectoryHandler handler = handler(2);
        BackgroundCall<RendezvousInfo> waiting = BackgroundCall.start(handler::nextRendezvous);
        eventuallyClaimsInRounds(1);
        waiting.interrupt();
        assertThatThrownBy(waiting::result).isInstanceOf(InterruptedException.class);
        assertThat(files()).isEmpty();
        assertThat(meet(handlersOfAGroup(2))).hasSize(2);
    }

    /** Often, and at once when the file is there, since the interrupt then meets the node at one step of joining or another. */
    @RepeatedTest(100)
    void anInterruptWhileANodeJoinsLeavesNothingBehind() throws Exception {
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
    void aThreadThatIsInterruptedAlreadyTouchesNothing() throws Exception {
        SharedDirectoryHandler handler = handler(2);
        Thread.currentThread().interrupt();
        assertThatThrownBy(handler::nextRendezvous).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(files()).isEmpty();
    }

    @Test
    void nodesThatDisagreeAboutTheirNumberAreTold() throws Exception {
        BackgroundCall<RendezvousInfo> waiting = BackgroundCall.start(handler(2)::nextRendezvous);
        eventuallyClaimsInRounds(1);
        assertThatThrownBy(handler(3)::nextRendezvous)
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContaining("waits for 2 nodes")
                .hasMessageContaining("was told 3");
        waiting.interrupt();
        assertThatThrownBy(waiting::result).isInstanceOf(InterruptedException.class);
    }

    @Test
    void closingTheRendezvousEndsTheWaitOfAll() throws Exception {
        SharedDirectoryHandler handler = handler(2);
        BackgroundCall<RendezvousInfo> waiting = BackgroundCall.start(handler::nextRendezvous);
        eventuallyClaimsInRounds(1);
        handler(2).closeRun();
        assertThatThrownBy(waiting::result)
                .isInstanceOf(RendezvousClosedException.class)
                .hasMessageContaining(RUN);
    }

    @Test
    void aClosedRendezvousStaysClosed() throws Exception {
        SharedDirectoryHandler handler = handler(1);
        assertThat(handler.isRunClosed()).isFalse();
        assertThat(handler.shutdown()).isTrue();
        assertThat(handler.shutdown()).isTrue();
        handler.close();
        assertThat(handler(1).isRunClosed()).isTrue();
        assertThatThrownBy(handler(1)::nextRendezvous).isInstanceOf(RendezvousClosedException.class);
    }

    @Test
    void aClosedHandlerEndsItsOwnWaitAndMeetsNoMore() throws Exception {
        SharedDirectoryHandler handler = handler(2);
        BackgroundCall<RendezvousInfo> waiting = BackgroundCall.start(handler::nextRendezvous);
        eventuallyClaimsInRounds(1);
        handler.close();
        handler.close();
        assertThatThrownBy(waiting::result).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(handler::nextRendezvous).isInstanceOf(IllegalStateException.class);
    }

    private void eventuallyWaiting(SharedDirectoryHandler handler, int nodes) throws Exception {
        eventually(nodes + " wait", () -> handler.numNodesWaiting() == nodes);
    }

    private void eventuallyClaimsInRounds(int claims) throws Exception {
        eventually(
                claims + " claims",
                () -> files().stream()
                                .filter(file -> file.getFileName().toString().startsWith("rank-"))
                                .count()
                        == claims);
    }
}
