package dev.rendezvous.tcpstore.client;

import static dev.rendezvous.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the client gets to a server, and what it says when it does not. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectingTest {

    private static final Duration ONE_ATTEMPT = Duration.ZERO;

    private final ScriptedServer server;

    ConnectingTest() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void handshakeIsOnePiece() throws Exception {
        BackgroundCall<TcpStoreClient> connecting = BackgroundCall.start(server.client()::connect);
        try (Peer peer = server.accept()) {
            peer.expect(Frame.handshake());
            peer.expect(Operation.PING);
            peer.send(peer.read(Integer.BYTES));
            connecting.result().close();
            peer.expectEnd();
        }
    }

    @Test
    void serverThatStartsLaterIsReached() throws Exception {
        int port = freePort();
        BackgroundCall<TcpStoreClient> connecting = BackgroundCall.start(
                        TcpStoreClient.builder("localhost", port).firstPause(Duration.ofMillis(5))::connect)
                .untilItWaits();
        try (TcpStoreServer late = TcpStoreServer.builder().port(port).start();
                TcpStoreClient client = connecting.result()) {
            assertThat(client.add("counter", 1)).isEqualTo(1);
            assertThat(late.port()).isEqualTo(port);
        }
    }

    @Test
    void serverThatWasStartedAgainIsReachedAgain() throws Exception {
        int port = freePort();
        TcpStoreServer first = TcpStoreServer.builder().port(port).start();
        try (TcpStoreClient client = TcpStoreClient.builder("localhost", port)
                .firstPause(Duration.ofMillis(5))
                .connect()) {
            assertThat(client.add("counter", 1)).isEqualTo(1);
            first.close();
            try (TcpStoreServer second = TcpStoreServer.builder().port(port).start()) {
                assertThat(client.size()).isZero();
                assertThat(client.add("counter", 1)).isEqualTo(1);
                assertThat(second.port()).isEqualTo(port);
            }
        }
    }

    @Test
    void portWithoutServerIsNamedWithItsAddresses() throws Exception {
        int port = freePort();
        assertThatThrownBy(() -> TcpStoreClient.builder("127.0.0.1", port)
                        .connectTimeout(Duration.ofMillis(50))
                        .firstPause(Duration.ofMillis(20))
                        .connect())
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining("cannot connect to the store at 127.0.0.1:" + port)
                .hasMessageContaining("attempts within 50 ms")
                .hasMessageContaining("refuses the connection")
                .hasMessageContaining("does the store run there");
    }

    @Test
    void hostWithoutAnAddressIsNamed() {
        assertThatThrownBy(() -> TcpStoreClient.builder("no-such-host.invalid", 29500)
                        .connectTimeout(ONE_ATTEMPT)
                        .connect())
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining("no address is known for the host no-such-host.invalid");
    }

    @Test
    void serverThatClosesAtGreetingMayBeOlder() throws Exception {
        BackgroundCall<TcpStoreClient> connecting =
                BackgroundCall.start(server.client().connectTimeout(ONE_ATTEMPT)::connect);
        try (Peer peer = server.accept()) {
            peer.expect(Frame.handshake());
        }
        assertThatThrownBy(connecting::result)
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining("127.0.0.1:" + server.port() + " closes the connection at the first request")
                .hasMessageContaining("LEGACY_1_13");
    }

    @Test
    void silentServerIsNotAwaitedForEver() throws Exception {
        BackgroundCall<TcpStoreClient> connecting =
                BackgroundCall.start(server.client().connectTimeout(ONE_ATTEMPT)::connect);
        try (Peer silent = server.accept()) {
            silent.expect(Frame.handshake());
            assertThatThrownBy(connecting::result)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("does not answer the first request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\n", "SSH-2.0-OpenSSH_9.2p1\r\n"})
    void anotherServiceIsRecognisedAtOnce(String banner) throws Exception {
        BackgroundCall<TcpStoreClient> connecting = BackgroundCall.start(server.client()::connect);
        try (Peer other = server.accept()) {
            other.send(banner.getBytes(ISO_8859_1));
            assertThatThrownBy(connecting::result)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("answers, but not as a store does")
                    .hasMessageNotContaining("attempts");
        }
    }

    @Test
    void alertOfTlsIsRecognised() throws Exception {
        BackgroundCall<TcpStoreClient> connecting = BackgroundCall.start(server.client()::connect);
        try (Peer other = server.accept()) {
            other.send("\u0015\u0003\u0003\0\u0002\u0002\n".getBytes(ISO_8859_1));
            assertThatThrownBy(connecting::result)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("answers with TLS, and this client does not use TLS")
                    .hasMessageNotContaining("attempts");
        }
    }

    @Test
    void failureOfARunningServerOutlivesLaterRefusals() throws Exception {
        BackgroundCall<TcpStoreClient> connecting =
                BackgroundCall.start(server.client().connectTimeout(Duration.ofSeconds(2))::connect);
        try (Peer peer = server.accept()) {
            peer.expect(Frame.handshake());
            server.close();
        }
        assertThatThrownBy(connecting::result)
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining("closes the connection at the first request")
                .hasMessageContaining("at the last attempt: 127.0.0.1:" + server.port() + " refuses the connection");
    }

    @Test
    void reconnectingEndsWithTheView() throws Exception {
        BackgroundCall<TcpStoreClient> connecting = BackgroundCall.start(server.client()::connect);
        Peer peer = server.greet();
        try (TcpStoreClient client = connecting.result()) {
            peer.close();
            server.close();
            eventually("the client sees that", () -> !client.isConnected());
            long begin = System.nanoTime();

            assertThatThrownBy(client.within(Duration.ofMillis(300))::size)
                    .isInstanceOf(RendezvousConnectionException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofMillis(300), Duration.ofSeconds(10));
        }
    }

    @Test
    void currentServerIsRefusedAsAnOldOne() throws Exception {
        BackgroundCall<TcpStoreClient> connecting = BackgroundCall.start(
                server.client().dialect(Dialect.LEGACY_1_13).connectTimeout(ONE_ATTEMPT)::connect);
        try (Peer current = server.accept()) {
            current.expect(Frame.of(Operation.WATCH_KEY, Dialect.LEGACY_1_13));
        }
        assertThatThrownBy(connecting::result)
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining("PyTorch 2.2 or later");
    }

    /** It takes the request to watch a key for one to delete it, and answers with the number of deleted keys. */
    @Test
    void serverOfPyTorch21IsRefused() throws Exception {
        BackgroundCall<TcpStoreClient> connecting = BackgroundCall.start(
                server.client().dialect(Dialect.LEGACY_1_13).connectTimeout(ONE_ATTEMPT)::connect);
        try (Peer peer = server.accept()) {
            peer.expect(Frame.of(Operation.WATCH_KEY, Dialect.LEGACY_1_13));
            peer.send(Frame.answer(0));
            assertThatThrownBy(connecting::result)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("is it PyTorch 2.1");
        }
    }

    @Test
    void serverWithoutTlsIsNotReportedAsUnreachable() throws Exception {
        BackgroundCall<TcpStoreClient> connecting =
                BackgroundCall.start(server.client().connectTimeout(ONE_ATTEMPT).tls(SSLContext.getDefault())::connect);
        try (Peer silent = server.accept()) {
            assertThatThrownBy(connecting::result)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("127.0.0.1:" + server.port() + " takes the connection")
                    .hasMessageContaining("does the server use TLS");
            silent.read(1);
        }
    }

    @Test
    void interruptEndsTheAttempts() throws Exception {
        BackgroundCall<TcpStoreClient> connecting = BackgroundCall.start(server.client()::connect);
        try (Peer silent = server.accept()) {
            silent.expect(Frame.handshake());
            connecting.interrupt();
            assertThatThrownBy(connecting::result).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void closingEndsTheAttempts() throws Exception {
        TcpStoreClient client = server.client().unconnected();
        BackgroundCall<Long> first = BackgroundCall.start(client::size);
        BackgroundCall<Long> second = BackgroundCall.start(client::size);
        try (Peer silent = server.accept()) {
            silent.expect(Frame.handshake());
            client.close();
            assertThatThrownBy(first::result).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(second::result).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void portThatIsNoneIsRefused() {
        assertThatThrownBy(() -> TcpStoreClient.builder(Endpoint.of("localhost", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("localhost:0");
    }

    @Test
    void olderDialectsHaveNoPlaceForASecret() {
        assertThatThrownBy(() -> server.client()
                        .dialect(Dialect.LEGACY_1_13)
                        .secret("the secret of ours")
                        .connect())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("LEGACY_1_13");
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
