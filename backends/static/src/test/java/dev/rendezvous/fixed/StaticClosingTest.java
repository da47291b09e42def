package dev.rendezvous.fixed;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousClosedException;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.tck.BackgroundCall;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A handler that is closed or shut down tells the other nodes, and releases its port. */
final class StaticClosingTest extends StaticFixture {

    @Test
    void closingReleasesThePort() throws Exception {
        StaticRendezvousHandler handler = handler(0, 1);
        handler.nextRendezvous();
        handler.close();
        handler.close();

        new ServerSocket(port(), 1, InetAddress.getLoopbackAddress()).close();
        assertThatThrownBy(handler::nextRendezvous)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void hostKeepsTheStoreUntilTheOthersLeave() throws Exception {
        List<StaticRendezvousHandler> group = handlersOfAGroup(2);
        List<RendezvousInfo> places = meet(group);
        BackgroundCall<Boolean> closing = BackgroundCall.start(() -> {
            group.get(0).close();
            return true;
        });
        closing.untilItWaits();

        places.get(1).store().set("last", bytes("words"));
        assertThat(places.get(1).store().get("last")).isEqualTo(bytes("words"));

        group.get(1).close();
        assertThat(closing.result()).isTrue();
        new ServerSocket(port(), 1, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void hostWaitsNoLongerThanItWasTold() throws Exception {
        StaticRendezvousHandler host = handler(parameters(0, 2).config("linger", "50ms"));
        meet(List.of(host, handler(1, 2)));

        host.close();

        new ServerSocket(port(), 1, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void shutdownClosesTheRunAndReleasesThePort() throws Exception {
        StaticRendezvousHandler handler = handler(0, 1);
        handler.nextRendezvous();

        assertThat(handler.shutdown()).isTrue();

        assertThat(handler.shutdown()).isTrue();
        new ServerSocket(port(), 1, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void hostInterruptedInItsShutdownDoesNotWait() throws Exception {
        StaticRendezvousHandler host = handler(parameters(0, 2).config("linger", "10m"));
        meet(List.of(host, handler(1, 2)));

        BackgroundCall<Boolean> shutdown = BackgroundCall.start(() -> isShutDownWhereItIsInterrupted(host));

        assertThat(shutdown.result()).as("ended as an interrupted call ends").isTrue();
        new ServerSocket(port(), 1, InetAddress.getLoopbackAddress()).close();
    }

    /** The others may have been told before the interrupt is noticed; then the flag stays. */
    private static boolean isShutDownWhereItIsInterrupted(StaticRendezvousHandler host) {
        Thread.currentThread().interrupt();
        try {
            return host.shutdown() && Thread.interrupted();
        } catch (InterruptedException e) {
            return !Thread.interrupted();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void shutdownWithoutListenersSaysSo(int rank) throws Exception {
        StaticRendezvousHandler handler = handler(rank, 2);

        assertThat(handler.shutdown()).isFalse();

        assertThatIllegalStateException().isThrownBy(handler::isRunClosed);
    }

    @Test
    void hostShutsDownAfterTheWaitingNodesKnow() throws Exception {
        StaticRendezvousHandler host = handler(0, 3);
        BackgroundCall<RendezvousInfo> hosting = BackgroundCall.start(host::nextRendezvous);
        BackgroundCall<RendezvousInfo> member = BackgroundCall.start(handler(1, 3)::nextRendezvous);
        eventually("the member waits too", () -> host.numNodesWaiting() == 2);

        assertThat(host.shutdown()).isTrue();

        assertThatThrownBy(member::result).isInstanceOf(RendezvousClosedException.class);
        assertThatThrownBy(hosting::result).isInstanceOf(RuntimeException.class);
        new ServerSocket(port(), 1, InetAddress.getLoopbackAddress()).close();
    }
}
