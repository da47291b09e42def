package dev.rendezvous.tcpstore.client;

import static dev.rendezvous.tcpstore.client.ScriptedServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.client.ScriptedServer.Pair;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A wait of the client ends with its keys or in time, and other threads can call the client meanwhile. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClientWaitsTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    private final ScriptedServer server;

    ClientWaitsTest() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void interruptIsReportedIfTheConnectionBreaksToo() throws Exception {
        try (Pair pair = server.connect()) {
            BackgroundCall<Boolean> waiting = BackgroundCall.start(() -> {
                pair.client().await(List.of("k"), Duration.ofMinutes(1));
                return true;
            });
            pair.peer().expect(Frame.of(Operation.CHECK).list("/k")).send(1);
            pair.peer().expect(Frame.of(Operation.WAIT).list("/k"));
            waiting.interrupt();
            pair.peer().expect(Operation.CANCEL_WAIT);
            pair.peer().close();
            assertThatThrownBy(waiting::result).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void waitWithShortLimitEndsAtFrozenServer() throws Exception {
        TcpStoreClient.Builder patient =
                server.client().timeout(Duration.ofMinutes(5)).leastTimeout(SHORT);
        try (Pair pair = server.connect(patient)) {
            BackgroundCall<Boolean> waiting = await(pair.client(), "k");
            pair.peer().expect(Frame.of(Operation.CHECK).list("/k"));
            try (Peer frozen = server.accept()) {
                assertThatThrownBy(waiting::result)
                        .isInstanceOf(RendezvousConnectionException.class)
                        .hasMessageContaining("does not answer the first request");
                frozen.expect(Frame.handshake());
            }
        }
    }

    @Test
    void getWithShortLimitEndsAtFrozenServer() throws Exception {
        TcpStoreClient.Builder patient =
                server.client().timeout(Duration.ofMinutes(5)).leastTimeout(SHORT);
        try (Pair pair = server.connect(patient)) {
            BackgroundCall<byte[]> getting =
                    BackgroundCall.start(() -> pair.client().withTimeout(SHORT).get("k"));
            try (Peer frozen = server.accept()) {
                assertThatThrownBy(getting::result)
                        .isInstanceOf(RendezvousConnectionException.class)
                        .hasMessageContaining("does not answer the first request");
                frozen.expect(Frame.handshake());
            }
        }
    }

    @Test
    void withdrawnWaitKeepsTheConnection() throws Exception {
        try (Pair pair = server.connect()) {
            BackgroundCall<Boolean> waiting = await(pair.client(), "k");
            pair.peer().expect(Frame.of(Operation.CHECK).list("/k")).send(1);
            pair.peer().expect(Frame.of(Operation.WAIT).list("/k"));
            pair.peer().expect(Operation.CANCEL_WAIT).send(1);
            pair.peer().expect(Frame.of(Operation.CHECK).list("/k")).send(1);
            assertThatThrownBy(waiting::result)
                    .isInstanceOf(RendezvousTimeoutException.class)
                    .hasMessage("no value for [k] in the store at 127.0.0.1:" + server.port() + " after 50 ms");
            assertGoesOn(pair);
        }
    }

    @Test
    void keyThatArrivesDuringAWithdrawalCounts() throws Exception {
        try (Pair pair = server.connect()) {
            BackgroundCall<Boolean> waiting = await(pair.client(), "k");
            pair.peer().expect(Frame.of(Operation.CHECK).list("/k")).send(1);
            pair.peer().expect(Frame.of(Operation.WAIT).list("/k"));
            pair.peer().expect(Operation.CANCEL_WAIT).send(0).send(1);
            pair.peer().expect(Frame.of(Operation.CHECK).list("/k")).send(0);
            pair.peer().expect(Frame.of(Operation.CHECK).list("/k")).send(0);
            assertThat(waiting.result()).isTrue();
            assertGoesOn(pair);
        }
    }

    @Test
    void claimOfServerThatKeyCameIsChecked() throws Exception {
        try (Pair pair = server.connect()) {
            BackgroundCall<Boolean> waiting = BackgroundCall.start(() -> {
                pair.client().await(List.of("k"), Duration.ofMinutes(1));
                return true;
            });
            pair.peer().expect(Frame.of(Operation.CHECK).list("/k")).send(1);
            pair.peer().expect(Frame.of(Operation.WAIT).list("/k")).send(0);
            pair.peer().expect(Frame.of(Operation.CHECK).list("/k")).send(1);
            pair.peer().expect(Frame.of(Operation.WAIT).list("/k")).send(0);
            pair.peer().expect(Frame.of(Operation.CHECK).list("/k")).send(0);
            assertThat(waiting.result()).isTrue();
        }
    }

    @Test
    void otherThreadsUseAnotherConnectionDuringAWait() throws Exception {
        try (Pair pair = server.connect()) {
            BackgroundCall<Boolean> waiting = BackgroundCall.start(() -> {
                pair.client().await(List.of("k"), Duration.ofMinutes(1));
                return true;
            });
            pair.peer().expect(Frame.of(Operation.CHECK).list("/k")).send(1);
            pair.peer().expect(Frame.of(Operation.WAIT).list("/k"));
            BackgroundCall<Long> size = BackgroundCall.start(pair.client()::size);
            try (Peer other = server.greet()) {
                other.expect(Operation.GET_NUM_KEYS).send(Frame.answer(1));
                assertThat(size.result()).isEqualTo(1);
                pair.peer().send(0);
                other.expect(Frame.of(Operation.CHECK).list("/k")).send(0);
                assertThat(waiting.result()).isTrue();
            }
        }
    }

    @Test
    void connectionWithASetInDoubtIsKept() throws Exception {
        try (Pair pair = server.connect()) {
            BackgroundCall<Boolean> waiting = BackgroundCall.start(() -> {
                pair.client().await(List.of("k"), Duration.ofMinutes(1));
                return true;
            });
            pair.peer().expect(Frame.of(Operation.CHECK).list("/k"));
            pair.client().set("other", bytes("v"));
            pair.peer().send(1);
            pair.peer().expect(Frame.of(Operation.SET).texts("/other", "v"));
            try (Peer own = server.greet()) {
                own.expect(Frame.of(Operation.WAIT).list("/k")).send(0);
                pair.peer().expect(Frame.of(Operation.CHECK).list("/k")).send(0);
                assertThat(waiting.result()).isTrue();
            }
        }
    }

    private static BackgroundCall<Boolean> await(Store store, String key) {
        return BackgroundCall.start(() -> {
            store.await(List.of(key), SHORT);
            return true;
        });
    }

    private static void assertGoesOn(Pair pair) throws Exception {
        BackgroundCall<Long> size = BackgroundCall.start(pair.client()::size);
        pair.peer().expect(Operation.GET_NUM_KEYS).send(Frame.answer(7));
        assertThat(size.result()).isEqualTo(7);
    }
}
