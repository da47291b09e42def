package dev.rendezvous.tcpstore.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import dev.rendezvous.tcpstore.wire.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server sets the keys of a process when that is gone, and not before. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PresenceTest {

    private static final byte[] GONE = "gone".getBytes(UTF_8);

    private static TcpStoreClient.Builder client(int port) {
        return TcpStoreClient.builder("127.0.0.1", port)
                .firstPause(Duration.ofMillis(5))
                .connectTimeout(Duration.ofSeconds(20));
    }

    @Test
    void keysAreSetWhenThePresenceEnds() throws Exception {
        try (TcpStoreServer server = TcpStoreServer.builder().start();
                TcpStoreClient store = client(server.port()).connect()) {
            Presence presence = client(server.port()).present(Map.of("a", GONE, "b", GONE));
            assertThat(store.find("a")).isEmpty();

            presence.close();

            assertThat(store.get("a")).isEqualTo(GONE);
            assertThat(store.get("b")).isEqualTo(GONE);
        }
    }

    @Test
    void keyOfAnEarlierPresenceIsDeleted() throws Exception {
        try (TcpStoreServer server = TcpStoreServer.builder().start();
                TcpStoreClient store = client(server.port()).connect()) {
            store.set("mine", GONE);
            store.set("other", "of another node".getBytes(UTF_8));
            Presence presence = client(server.port()).present(Map.of("mine", GONE, "other", GONE));
            assertThat(store.contains(List.of("mine"))).isFalse();
            assertThat(store.contains(List.of("other"))).isTrue();
            presence.close();
        }
    }

    @Test
    void presenceIsAnnouncedAgainAfterALostConnection() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            BackgroundCall<Presence> announcing =
                    BackgroundCall.start(() -> server.client().present(Map.of("mine", GONE)));
            Peer first = server.greetAsOurs();
            first.expect(announcement()).send(0);
            try (Presence presence = announcing.result()) {
                first.expect(Operation.WAIT);
                first.close();
                try (Peer second = server.greetAsOurs()) {
                    second.expect(announcement());
                    assertThat(presence).isNotNull();
                }
            }
        }
    }

    private static Frame announcement() {
        return Frame.of(Operation.PRESENCE).number(1).texts("/mine", "gone");
    }

    @Test
    void serverOfPytorchIsRefused() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            BackgroundCall<Presence> presence =
                    BackgroundCall.start(() -> server.client().present(Map.of("mine", GONE)));
            try (Peer peer = server.greet()) {
                assertThatThrownBy(presence::result)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("is not a Rendezvous server");
                peer.expectEnd();
            }
        }
    }

    @Test
    void tooManyKeysAreRefused() throws Exception {
        try (TcpStoreServer server = TcpStoreServer.builder().start()) {
            Map<String, byte[]> tooLong = Map.of("key", new byte[17 << 10]);
            assertThatThrownBy(() -> client(server.port()).present(tooLong))
                    .isInstanceOf(RendezvousConnectionException.class);
        }
    }
}
