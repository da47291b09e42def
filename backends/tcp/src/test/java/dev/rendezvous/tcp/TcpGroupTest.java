package dev.rendezvous.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.tck.BackgroundCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole handlers that meet over sockets. */
class TcpGroupTest {

    private static final Map<String, String> QUICK = Map.of(
            "last_call",
            "200ms",
            "reform_last_call",
            "200ms",
            "lease",
            "3s",
            "heartbeat",
            "1s",
            "disconnect_grace",
            "300ms");

    private Nodes nodes;

    @BeforeEach
    void start() throws Exception {
        nodes = new Nodes();
    }

    @AfterEach
    void stop() throws Exception {
        nodes.close();
    }

    @Test
    void nodesMeetShareAStoreAndReform() throws Exception {
        List<RendezvousHandler> handlers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            handlers.add(nodes.closedAtEnd(
                    TcpBackend.create(nodes.parameters().config(QUICK).build())));
        }
        List<RendezvousInfo> round = meet(handlers);
        assertThat(round).extracting(RendezvousInfo::rank).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(round).extracting(RendezvousInfo::worldSize).containsOnly(3);
        round.get(0).store().set("key", new byte[] {42});
        assertThat(round.get(2).store().get("key")).containsExactly(42);

        handlers.remove(2).close();
        for (RendezvousHandler handler : handlers) {
            assertThat(handler.awaitChange(Duration.ofSeconds(60))).isTrue();
        }
        List<RendezvousInfo> next = meet(handlers);
        assertThat(next).extracting(RendezvousInfo::worldSize).containsOnly(2);
        assertThat(next.get(0).token().getAsLong())
                .isGreaterThan(round.get(0).token().getAsLong());
    }

    @Test
    void groupReformsWhenTheServingNodeLeaves() throws Exception {
        List<RendezvousHandler> handlers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            handlers.add(nodes.closedAtEnd(
                    TcpBackend.create(nodes.parameters().config(QUICK).build())));
        }
        // The first to join binds the port, since it alone is there.
        BackgroundCall<RendezvousInfo> first =
                BackgroundCall.start(handlers.get(0)::nextRendezvous).untilItWaits();
        List<RendezvousInfo> round = new ArrayList<>(meet(handlers.subList(1, 3)));
        round.add(first.result());
        assertThat(round).extracting(RendezvousInfo::worldSize).containsOnly(3);

        handlers.remove(0).close();
        for (RendezvousHandler handler : handlers) {
            assertThat(handler.awaitChange(Duration.ofSeconds(60))).isTrue();
        }
        List<RendezvousInfo> next = meet(handlers);
        assertThat(next).extracting(RendezvousInfo::worldSize).containsOnly(2);
        assertThat(next.get(0).token().getAsLong())
                .isGreaterThan(round.get(0).token().getAsLong());
    }

    private static List<RendezvousInfo> meet(List<RendezvousHandler> handlers) throws Exception {
        List<BackgroundCall<RendezvousInfo>> calls = new ArrayList<>();
        for (RendezvousHandler handler : handlers) {
            calls.add(BackgroundCall.start(handler::nextRendezvous));
        }
        List<RendezvousInfo> round = new ArrayList<>();
        for (BackgroundCall<RendezvousInfo> call : calls) {
            round.add(call.result());
        }
        return round;
    }
}
