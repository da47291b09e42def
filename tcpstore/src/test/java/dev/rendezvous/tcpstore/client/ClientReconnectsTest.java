package dev.rendezvous.tcpstore.client;

import static dev.rendezvous.tcpstore.client.ScriptedServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.client.ScriptedServer.Pair;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client repeats a read on a new connection, and reports a change whose outcome is unknown. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClientReconnectsTest {

    private final ScriptedServer server;

    ClientReconnectsTest() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void updateWhoseAnswerNeverCameIsNotRepeated() throws Exception {
        try (Pair pair = server.connect()) {
            BackgroundCall<Long> adding =
                    BackgroundCall.start(() -> pair.client().add("counter", 1));
            pair.peer().expect(Frame.of(Operation.ADD).text("/counter").number(1));
            pair.peer().close();
            // Whether the value is a number is looked at, since a server would close the connection if it were none.
            server.answerProbe();
            try (Peer next = server.greet()) {
                next.expect(Frame.of(Operation.CHECK).list("/counter"));
                next.expect(Frame.of(Operation.GET).text("/counter"));
                next.send(0).send(Frame.answer("1"));
                assertThatThrownBy(adding::result)
                        .isInstanceOf(RendezvousConnectionException.class)
                        .hasMessageStartingWith("unknown outcome")
                        .hasMessageContaining("127.0.0.1:" + server.port())
                        .hasMessageContaining("ADD of the key counter");
                BackgroundCall<Long> size = BackgroundCall.start(pair.client()::size);
                next.expect(Operation.GET_NUM_KEYS).send(Frame.answer(3));
                assertThat(size.result()).isEqualTo(3);
            }
        }
    }

    @Test
    void onlySetsBehindFailingAddAreInDoubt() throws Exception {
        try (Pair pair = server.connect()) {
            pair.client().set("before", bytes("v"));
            BackgroundCall<Long> adding =
                    BackgroundCall.start(() -> pair.client().add("counter", 1));
            pair.peer().expect(Frame.of(Operation.SET).texts("/before", "v"));
            pair.peer().expect(Frame.of(Operation.ADD).text("/counter").number(1));
            pair.client().set("behind", bytes("v"));
            pair.peer().expect(Frame.of(Operation.SET).texts("/behind", "v"));
            pair.peer().close();
            server.answerProbe();
            try (Peer next = server.greet()) {
                next.expect(Frame.of(Operation.CHECK).list("/counter"));
                next.expect(Frame.of(Operation.GET).text("/counter"));
                next.send(0).send(Frame.answer("text"));
                assertThatThrownBy(adding::result)
                        .isInstanceOf(RendezvousConnectionException.class)
                        .hasMessageStartingWith("unknown outcome")
                        .hasMessageContaining("counter is not a decimal number")
                        .hasMessageContaining("1 request: SET of the key behind;");
            }
        }
    }

    @Test
    void serverThatCannotListKeysIsNamed() throws Exception {
        try (Pair pair = server.connect()) {
            BackgroundCall<List<String>> listing = BackgroundCall.start(pair.client()::keys);
            pair.peer().expect(Operation.LIST_KEYS);
            pair.peer().close();
            for (int i = 0; i < 2; i++) {
                try (Peer next = server.greet()) {
                    next.expect(Operation.LIST_KEYS);
                }
            }
            assertThatThrownBy(listing::result)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("PyTorch 2.10 and later with libuv can list their keys");
        }
    }

    @Test
    void readIsRepeatedOnANewConnection() throws Exception {
        try (Pair pair = server.connect()) {
            BackgroundCall<Long> size = BackgroundCall.start(pair.client()::size);
            pair.peer().expect(Operation.GET_NUM_KEYS);
            pair.peer().close();
            try (Peer next = server.greet()) {
                next.expect(Operation.GET_NUM_KEYS).send(Frame.answer(5));
                assertThat(size.result()).isEqualTo(5);
            }
        }
    }

    @Test
    void serverThatAlwaysClosesIsGivenUp() throws Exception {
        try (Pair pair = server.connect()) {
            BackgroundCall<Long> size = BackgroundCall.start(pair.client()::size);
            pair.peer().expect(Operation.GET_NUM_KEYS);
            pair.peer().close();
            for (int i = 0; i < 2; i++) {
                try (Peer next = server.greet()) {
                    next.expect(Operation.GET_NUM_KEYS);
                }
            }
            assertThatThrownBy(size::result)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("failed after 3 attempts");
        }
    }

    @Test
    void nextCallNamesUnconfirmedSets() throws Exception {
        try (Pair pair = server.connect()) {
            for (int i = 0; i < 7; i++) {
                pair.client().set("key" + i, bytes("v"));
            }
            pair.peer().read(7 * Frame.of(Operation.SET).texts("/key0", "v").size());
            pair.peer().close();
            assertThatThrownBy(pair.client()::size)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageStartingWith("unknown outcome")
                    .hasMessageContaining("7 requests")
                    .hasMessageContaining("SET of the key key6")
                    .hasMessageNotContaining("key1");
            BackgroundCall<Long> size = BackgroundCall.start(pair.client()::size);
            try (Peer next = server.greet()) {
                next.expect(Operation.GET_NUM_KEYS).send(Frame.answer(0));
                assertThat(size.result()).isZero();
            }
        }
    }

    @Test
    void setsBeforeAnAnswerAreConfirmed() throws Exception {
        try (Pair pair = server.connect()) {
            pair.client().set("key", bytes("v"));
            BackgroundCall<Long> size = BackgroundCall.start(pair.client()::size);
            pair.peer().expect(Frame.of(Operation.SET).texts("/key", "v"));
            pair.peer().expect(Operation.GET_NUM_KEYS).send(Frame.answer(1));
            assertThat(size.result()).isEqualTo(1);
            pair.peer().close();
            BackgroundCall<Long> again = BackgroundCall.start(pair.client()::size);
            try (Peer next = server.greet()) {
                next.expect(Operation.GET_NUM_KEYS).send(Frame.answer(2));
                assertThat(again.result()).isEqualTo(2);
            }
        }
    }
}
