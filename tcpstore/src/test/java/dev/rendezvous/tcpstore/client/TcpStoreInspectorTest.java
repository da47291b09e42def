package dev.rendezvous.tcpstore.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.RawClient;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.TestLimits;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpStoreInspectorTest {

    private final TcpStoreServer server;

    TcpStoreInspectorTest() throws IOException {
        server = TcpStoreServer.builder().secret("the secret of ours").start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void keysAreListedAndReadAsBytes() throws Exception {
        byte[] odd = {(byte) 0xff, 0, '/'};
        try (TcpStoreClient client = TcpStoreClient.builder(endpoint(server))
                        .secret("the secret of ours")
                        .connect();
                TcpStoreInspector inspector = TcpStoreInspector.connect(
                        TcpStoreClient.builder(endpoint(server)).secret("the secret of ours"))) {
            client.set("key", bytes("value"));
            client.set("", new byte[0]);
            assertThat(client.size()).isEqualTo(2);
            assertThat(inspector.keys()).containsExactly(bytes("/"), bytes("/key"));
            assertThat(inspector.value(bytes("/key"))).contains(bytes("value"));
            assertThat(inspector.value(bytes("/"))).contains(new byte[0]);
            assertThat(inspector.value(bytes("key"))).isEmpty();
            assertThat(inspector.value(odd)).isEmpty();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> inspector.value(new byte[8193]))
                    .withMessageContainingAll("8193 bytes", "8192", "...\" has")
                    .withMessageNotContaining("slash");
        }
    }

    @Test
    void longerKeysAreReadWithTheServersLimits() throws Exception {
        StoreLimits wide = TestLimits.of(20_000, 16 << 20, 1000, 64 << 20, 16 << 20, 100);
        String key = "k".repeat(10_000);
        try (TcpStoreServer other = TcpStoreServer.builder().limits(wide).start();
                TcpStoreClient client =
                        TcpStoreClient.builder(endpoint(other)).limits(wide).connect();
                TcpStoreInspector narrow = TcpStoreInspector.connect(TcpStoreClient.builder(endpoint(other)));
                TcpStoreInspector inspector = TcpStoreInspector.connect(
                        TcpStoreClient.builder(endpoint(other)).limits(wide).timeout(Duration.ofMinutes(1)))) {
            client.set(key, bytes("value"));
            assertThat(client.size()).isEqualTo(1);
            assertThatThrownBy(narrow::keys)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("a key of 10001 bytes, more than the 8192 that limits() allows")
                    .hasMessageNotContaining("only our own servers");
            assertThat(inspector.keys()).containsExactly(bytes("/" + key));
            assertThat(inspector.value(bytes("/" + key))).contains(bytes("value"));
        }
    }

    @Test
    void serverThatClosesAtListingCannotList() throws Exception {
        try (ScriptedServer classic = new ScriptedServer()) {
            BackgroundCall<List<byte[]>> listing = BackgroundCall.start(() -> {
                try (TcpStoreInspector inspector = TcpStoreInspector.connect(classic.client())) {
                    return inspector.keys();
                }
            });
            for (int i = 0; i < 3; i++) {
                try (Peer peer = classic.greet()) {
                    peer.expect(Operation.LIST_KEYS);
                }
            }
            assertThatThrownBy(listing::result)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("only our own servers and those of PyTorch 2.10");
        }
    }

    @Test
    void olderServerTellsValuesWithoutListingKeys() throws Exception {
        Dialect dialect = Dialect.LEGACY_1_13;
        try (TcpStoreServer open = TcpStoreServer.builder().start();
                RawClient setter = RawClient.silent(open);
                TcpStoreInspector inspector = TcpStoreInspector.connect(
                        TcpStoreClient.builder(endpoint(open)).dialect(dialect))) {
            setter.send(Frame.of(Operation.ADD, dialect).text("init/").number(3))
                    .answers(3L);
            assertThatIllegalStateException()
                    .isThrownBy(inspector::keys)
                    .withMessageContainingAll(dialect.name(), "cannot list its keys");
            assertThat(inspector.value(bytes("init/"))).contains(bytes("3"));
            assertThat(inspector.value(bytes("missing"))).isEmpty();
        }
    }

    @Test
    void oldDialectIsRefusedWithASecret() {
        TcpStoreClient.Builder builder = TcpStoreClient.builder(endpoint(server))
                .secret("the secret of ours")
                .dialect(Dialect.LEGACY_1_13);

        assertThatIllegalStateException()
                .isThrownBy(() -> TcpStoreInspector.connect(builder))
                .withMessageContaining("no place for a secret");
    }

    private static Endpoint endpoint(TcpStoreServer server) {
        return Endpoint.of("localhost", server.port());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }
}
