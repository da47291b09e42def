package dev.rendezvous.tcpstore.client;

import static dev.rendezvous.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The outcome of a call that changes something and fails: it was not sent, or it is unknown. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutcomeTest {

    private static final String UNKNOWN = "unknown outcome";

    private final ScriptedServer server;

    OutcomeTest() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    /** The calls that change something. */
    enum Update {
        SET(Operation.SET),
        ADD(Operation.ADD),
        COMPARE_SET(Operation.COMPARE_SET),
        DELETE(Operation.DELETE_KEY);

        private final Operation operation;

        Update(Operation operation) {
            this.operation = operation;
        }

        boolean send(TcpStoreClient client) throws InterruptedException {
            byte[] value = "v".getBytes(UTF_8);
            switch (this) {
                case SET -> client.set("k", value);
                case ADD -> client.add("k", 1);
                case COMPARE_SET -> client.compareAndSet("k", value, value);
                case DELETE -> client.delete("k");
            }
            return true;
        }

        String text() {
            return operation + " of the key k";
        }
    }

    private TcpStoreClient.Builder client() {
        return server.client().reconnectTimeout(Duration.ZERO);
    }

    private Peer greet(BackgroundCall<TcpStoreClient> connecting) throws Exception {
        Peer peer = server.greet();
        connecting.result();
        return peer;
    }

    @ParameterizedTest
    @EnumSource
    void updateByAClosedClientWasNotSent(Update update) throws Exception {
        TcpStoreClient client = client().unconnected();
        client.close();
        assertClosed(BackgroundCall.start(() -> update.send(client)));
    }

    @ParameterizedTest
    @EnumSource
    void updateWithoutAServerWasNotSent(Update update) throws Exception {
        BackgroundCall<TcpStoreClient> connecting = BackgroundCall.start(client()::connect);
        greet(connecting).close();
        server.close();
        try (TcpStoreClient client = connecting.result()) {
            assertThatThrownBy(client::size).isInstanceOf(RendezvousConnectionException.class);
            assertNotSent(BackgroundCall.start(() -> update.send(client)), update, "refuses the connection");
        }
    }

    @ParameterizedTest
    @EnumSource
    void updateBeforeConnectionAtCloseWasNotSent(Update update) throws Exception {
        TcpStoreClient client = client().unconnected();
        BackgroundCall<Boolean> updating = BackgroundCall.start(() -> update.send(client));
        try (Peer silent = server.accept()) {
            silent.expect(Frame.handshake());
            client.close();
            assertClosed(updating);
        }
    }

    @ParameterizedTest
    @EnumSource
    void updateBeforeConnectionAtInterruptWasNotSent(Update update) throws Exception {
        try (TcpStoreClient client = client().unconnected()) {
            BackgroundCall<Boolean> updating = BackgroundCall.start(() -> update.send(client));
            try (Peer silent = server.accept()) {
                silent.expect(Frame.handshake());
                updating.interrupt();
                assertThatThrownBy(updating::result)
                        .isInstanceOf(InterruptedException.class)
                        .hasMessage("interrupted before " + update.text() + " was sent");
            }
        }
    }

    /** A SET has no answer, so that it is never under way. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SET")
    void sentUpdateAtBreakIsInDoubt(Update update) throws Exception {
        BackgroundCall<TcpStoreClient> connecting = BackgroundCall.start(client()::connect);
        Peer peer = greet(connecting);
        try (TcpStoreClient client = connecting.result()) {
            BackgroundCall<Boolean> updating = BackgroundCall.start(() -> update.send(client));
            peer.expect(update.operation);
            server.close();
            peer.close();
            assertInDoubt(updating, update, "127.0.0.1:" + server.port());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SET")
    void sentUpdateAtCloseIsInDoubt(Update update) throws Exception {
        BackgroundCall<TcpStoreClient> connecting = BackgroundCall.start(client()::connect);
        try (Peer peer = greet(connecting)) {
            TcpStoreClient client = connecting.result();
            BackgroundCall<Boolean> updating = BackgroundCall.start(() -> update.send(client));
            peer.expect(update.operation);
            client.close();
            assertInDoubt(updating, update, "is closed");
        }
    }

    @Test
    void unsentUpdateReportsASetInDoubt() throws Exception {
        BackgroundCall<TcpStoreClient> connecting = BackgroundCall.start(client()::connect);
        Peer peer = greet(connecting);
        try (TcpStoreClient client = connecting.result()) {
            client.set("earlier", new byte[0]);
            peer.expect(Frame.of(Operation.SET).texts("/earlier", ""));
            peer.close();
            eventually("the client sees that", () -> !client.isConnected());
            assertThatThrownBy(() -> client.add("k", 1))
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageStartingWith(UNKNOWN)
                    .hasMessageContaining("1 request: SET of the key earlier;")
                    .hasMessageEndingWith("; ADD of the key k was not sent");
        }
    }

    private static void assertClosed(BackgroundCall<Boolean> updating) {
        assertThatThrownBy(updating::result)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }

    private static void assertNotSent(BackgroundCall<Boolean> updating, Update update, String why) {
        assertThatThrownBy(updating::result)
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining(why)
                .hasFieldOrPropertyWithValue("outcome", RendezvousConnectionException.Outcome.NOT_SENT)
                .hasMessageEndingWith("; " + update.text() + " was not sent")
                .hasMessageNotContaining(UNKNOWN);
    }

    private static void assertInDoubt(BackgroundCall<Boolean> updating, Update update, String why) {
        assertThatThrownBy(updating::result)
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageStartingWith(UNKNOWN)
                .hasFieldOrPropertyWithValue("outcome", RendezvousConnectionException.Outcome.UNKNOWN)
                .hasMessageContaining("1 request: " + update.text() + ";")
                .hasMessageContaining(why)
                .hasMessageNotContaining("was not sent");
    }
}
