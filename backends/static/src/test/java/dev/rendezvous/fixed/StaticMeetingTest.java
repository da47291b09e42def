package dev.rendezvous.fixed;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.rendezvous.BootstrapStoreInfo;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The nodes of a fixed group meet, also after a restart, and a time-out names the ranks that are missing. */
final class StaticMeetingTest extends StaticFixture {

    @Test
    void eachNodeGetsTheRankOfItsConfig() throws Exception {
        List<StaticRendezvousHandler> group = handlersOfAGroup(3);
        List<RendezvousInfo> places = meet(group);

        assertThat(places).extracting(RendezvousInfo::rank).containsExactly(0, 1, 2);
        assertThat(group).allMatch(StaticRendezvousHandler::usesAgentStore);
        assertThat(places)
                .extracting(RendezvousInfo::bootstrapStore)
                .allSatisfy(store -> assertThat(store).contains(new BootstrapStoreInfo("127.0.0.1", port())));
    }

    @Test
    void othersMayComeBeforeTheHost() throws Exception {
        StaticRendezvousHandler host = handler(0, 2);
        BackgroundCall<RendezvousInfo> early =
                BackgroundCall.start(handler(1, 2)::nextRendezvous).untilItWaits();

        host.nextRendezvous();

        assertThat(early.result().rank()).isEqualTo(1);
    }

    @Test
    void hostNamesTheRanksThatAreMissing() throws Exception {
        StaticRendezvousHandler host = handler(parameters(0, 4).config("join_timeout", "300ms"));
        BackgroundCall<RendezvousInfo> member = BackgroundCall.start(handler(2, 4)::nextRendezvous);

        assertThatThrownBy(() -> nextTwice(host))
                .isInstanceOf(RendezvousTimeoutException.class)
                .hasMessageContaining("[1, 3] are missing")
                .hasMessageContaining(RUN);
        member.interrupt();
    }

    /** The first time the other one may be too late. */
    private static void nextTwice(StaticRendezvousHandler host) throws Exception {
        assertThatThrownBy(host::nextRendezvous).isInstanceOf(RendezvousTimeoutException.class);
        eventually("the other one waits too", () -> host.numNodesWaiting() == 2);
        host.nextRendezvous();
    }

    @Test
    void othersNameThemToo() throws Exception {
        BackgroundCall<RendezvousInfo> host = BackgroundCall.start(handler(0, 3)::nextRendezvous);
        StaticRendezvousHandler member = handler(parameters(2, 3).config("join_timeout", "1s"));

        assertThatThrownBy(member::nextRendezvous)
                .isInstanceOf(RendezvousTimeoutException.class)
                .hasMessageContaining("[1] are missing");
        host.interrupt();
    }

    @Test
    void missingHostIsNamedWithTheEndpoint() {
        StaticRendezvousHandler member = handler(parameters(1, 2).config("join_timeout", "200ms"));

        assertThatThrownBy(member::nextRendezvous)
                .isInstanceOf(RendezvousTimeoutException.class)
                .hasMessageContaining("rank 0")
                .hasMessageContaining(endpoint())
                .hasMessageContaining("refuses the connection")
                .hasMessageContaining("127.0.0.1 means this machine itself");
    }

    @Test
    void rankIsFreeAfterItsNodeGaveUp() throws Exception {
        BackgroundCall<RendezvousInfo> host = BackgroundCall.start(handler(0, 2)::nextRendezvous);
        StaticRendezvousHandler first = handler(1, 2);
        host.untilItWaits();
        first.nextRendezvous();
        host.result();
        first.close();
        StaticRendezvousHandler second = handler(1, 2);
        BackgroundCall<RendezvousInfo> joining = BackgroundCall.start(second::nextRendezvous);
        try (TcpStoreClient look = TcpStoreClient.builder("127.0.0.1", port()).connect()) {
            look.get("rendezvous/static/" + RUN + "/round/2/rank/1");
        }
        joining.interrupt();
        assertThatThrownBy(joining::result).isInstanceOf(InterruptedException.class);
        BackgroundCall<RendezvousInfo> third = BackgroundCall.start(handler(1, 2)::nextRendezvous);
        third.untilItWaits().interrupt();
    }

    /** The number of the last round is written after the outcome, so rank 0 may not have come to it. */
    @Test
    void roundThatHasBegunIsNotJoined() throws Exception {
        try (TcpStoreServer host = TcpStoreServer.builder().port(port()).start();
                TcpStoreClient store =
                        TcpStoreClient.builder("127.0.0.1", host.port()).connect()) {
            String run = "rendezvous/static/" + RUN;
            store.set(run + "/size", bytes("2"));
            store.set(run + "/round/1/outcome", bytes("begun\na\nb"));
            BackgroundCall<RendezvousInfo> member = BackgroundCall.start(handler(1, 2)::nextRendezvous);

            store.await(List.of(run + "/round/2/rank/1"), Duration.ofSeconds(30));
            member.interrupt();
        }
    }

    @Test
    void nodesThatOutlastRank0ReportItsReason() throws Exception {
        StaticRendezvousHandler host = handler(parameters(0, 3).config("join_timeout", "1s"));
        BackgroundCall<RendezvousInfo> hosting = BackgroundCall.start(host::nextRendezvous);
        StaticRendezvousHandler member = handler(parameters(1, 3).config("join_timeout", "10m"));
        BackgroundCall<RendezvousInfo> joining = BackgroundCall.start(() -> joined(member));
        assertThatThrownBy(hosting::result).isInstanceOf(RendezvousTimeoutException.class);

        host.close();

        assertThatThrownBy(joining::result)
                .isInstanceOf(RendezvousTimeoutException.class)
                .hasMessageContaining("rank 0 gave up before rank 1 did")
                .hasMessageContaining("[2] are missing");
        new ServerSocket(port(), 1, InetAddress.getLoopbackAddress()).close();
    }

    private static RendezvousInfo joined(StaticRendezvousHandler member) throws InterruptedException {
        return member.nextRendezvous();
    }

    @Test
    void rankThatGaveUpIsNotMissing() throws Exception {
        StaticRendezvousHandler host = handler(parameters(0, 3).config("join_timeout", "5s"));
        BackgroundCall<RendezvousInfo> hosting = BackgroundCall.start(host::nextRendezvous);
        StaticRendezvousHandler member = handler(parameters(1, 3).config("join_timeout", "1s"));

        assertThatThrownBy(member::nextRendezvous)
                .isInstanceOf(RendezvousTimeoutException.class)
                .hasMessageContaining("[2] are missing");
        assertThatThrownBy(hosting::result)
                .isInstanceOf(RendezvousTimeoutException.class)
                .hasMessageContaining("of 3 ranks [2] are missing, [1] came and gave up")
                .asInstanceOf(type(RendezvousTimeoutException.class))
                .extracting(RendezvousTimeoutException::missing)
                .isEqualTo(List.of("rank 2", "rank 1"));
    }

    @Test
    void joinTimeoutEndsReconnectingToo() throws Exception {
        StaticRendezvousHandler host = handler(0, 3);
        BackgroundCall<RendezvousInfo> hosting = BackgroundCall.start(host::nextRendezvous);
        StaticRendezvousHandler member =
                handler(parameters(1, 3).config("join_timeout", "4s").config("read_timeout", "10m"));
        BackgroundCall<RendezvousInfo> joining = BackgroundCall.start(member::nextRendezvous);
        eventually("the member waits too", () -> host.numNodesWaiting() == 2);
        long begin = System.nanoTime();
        host.close();
        assertThatThrownBy(hosting::result).isInstanceOf(IllegalStateException.class);

        assertThatThrownBy(joining::result)
                .isInstanceOf(RendezvousTimeoutException.class)
                .hasMessageContaining("rank 0, which hosts the store")
                .hasMessageContaining("it was reached before");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void missingValueHasTheNameThatCallerUsed() throws Exception {
        List<RendezvousInfo> places = meet(handlersOfAGroup(2));
        Store brief = places.get(1).store().withTimeout(Duration.ofMillis(10));

        assertThatThrownBy(() -> brief.get("mine"))
                .isInstanceOf(RendezvousTimeoutException.class)
                .hasMessageContaining("[mine]")
                .hasMessageNotContaining("round/1");
        assertThatThrownBy(() -> brief.await(List.of("mine"), Duration.ofMillis(10)))
                .isInstanceOf(RendezvousTimeoutException.class)
                .asInstanceOf(type(RendezvousTimeoutException.class))
                .extracting(RendezvousTimeoutException::missing)
                .isEqualTo(List.of("mine"));
    }

    @Test
    void restartedHostMeetsTheNodesThatWaited() throws Exception {
        StaticRendezvousHandler first = handler(0, 3);
        BackgroundCall<RendezvousInfo> host = BackgroundCall.start(first::nextRendezvous);
        BackgroundCall<RendezvousInfo> member = BackgroundCall.start(handler(1, 3)::nextRendezvous);
        eventually("the member waits too", () -> first.numNodesWaiting() == 2);
        first.close();
        assertThatThrownBy(host::result).isInstanceOf(IllegalStateException.class);

        List<RendezvousInfo> places = meet(List.of(handler(0, 3), handler(2, 3)));

        assertThat(places).extracting(RendezvousInfo::worldSize).containsOnly(3);
        assertThat(member.result().rank()).isEqualTo(1);
    }

    @Test
    void nodesOfEndedRoundMeetRestartedHost() throws Exception {
        List<StaticRendezvousHandler> group = handlersOfAGroup(2);
        meet(group);
        List<RendezvousInfo> second = meet(group);
        second.get(0).store().set("key", bytes("old"));
        BackgroundCall<Boolean> closing = BackgroundCall.start(() -> {
            group.get(0).close();
            return true;
        });
        closing.untilItWaits().interrupt();
        assertThat(closing.result()).isTrue();

        StaticRendezvousHandler again = handler(0, 2);
        BackgroundCall<RendezvousInfo> host = BackgroundCall.start(again::nextRendezvous);
        eventually("the host is seen to wait", () -> waits(group.get(1)));

        assertThat(group.get(1).nextRendezvous().store().contains(List.of("key")))
                .isFalse();
        assertThat(host.result().rank()).isZero();
    }

    /** The first call may tell that the connection broke, or find no host yet. */
    private static boolean waits(StaticRendezvousHandler member) throws InterruptedException {
        try {
            return member.numNodesWaiting() == 1;
        } catch (RendezvousConnectionException e) {
            return false;
        }
    }
}
