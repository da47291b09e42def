package dev.rendezvous.tcpstore.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.TestLimits;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the client says, byte by byte, and what it makes of a server that does not answer as it should. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClientConversationTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final int UUID_LENGTH = 36;

    private final ScriptedServer server;

    ClientConversationTest() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private record Pair(TcpStoreClient client, Peer peer) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            peer.close();
            client.close();
        }
    }

    private Pair connect(TcpStoreClient.Builder builder) throws Exception {
        BackgroundCall<TcpStoreClient> connecting = BackgroundCall.start(builder::connect);
        Peer peer = server.greet();
        return new Pair(connecting.result(), peer);
    }

    private Pair connect() throws Exception {
        return connect(server.client());
    }

    /** Plays a server that answers for missing keys too, as it is asked on a connection of its own. */
    private void answerProbe() throws IOException {
        try (Peer probe = server.greet()) {
            probe.expect(Operation.GET);
            probe.read(Long.BYTES);
            probe.send(Frame.answer(""));
        }
    }

    @Test
    void getIsOneQuestionAndOneAnswer() throws Exception {
        try (Pair pair = connect()) {
            BackgroundCall<byte[]> getting =
                    BackgroundCall.start(() -> pair.client().get("k"));
            answerProbe();
            pair.peer().expect(Frame.of(Operation.CHECK).list("/k"));
            pair.peer().expect(Frame.of(Operation.GET).text("/k"));
            pair.peer().send(0).send(Frame.answer("value"));
            assertThat(getting.result()).isEqualTo(bytes("value"));
        }
    }

    @Test
    void emptyValueIsReadTwice() throws Exception {
        try (Pair pair = connect(server.client().timeout(Duration.ZERO))) {
            BackgroundCall<byte[]> getting =
                    BackgroundCall.start(() -> pair.client().get("k"));
            answerProbe();
            pair.peer().expect(Frame.of(Operation.CHECK).list("/k"));
            pair.peer().expect(Frame.of(Operation.GET).text("/k"));
            pair.peer().send(0).send(Frame.answer(""));
            pair.peer().expect(Frame.of(Operation.CHECK).list("/k")).send(1);
            pair.peer().expect(Frame.of(Operation.CHECK).list("/k")).send(1);
            assertThatThrownBy(getting::result).isInstanceOf(RendezvousTimeoutException.class);
        }
    }

    @Test
    void emptyValueIsThatOfOneMoment() throws Exception {
        try (Pair pair = connect()) {
            BackgroundCall<byte[]> getting =
                    BackgroundCall.start(() -> pair.client().get("k"));
            answerProbe();
            pair.peer().expect(Frame.of(Operation.CHECK).list("/k"));
            pair.peer().expect(Frame.of(Operation.GET).text("/k"));
            pair.peer().send(0).send(Frame.answer(""));
            pair.peer().expect(Frame.of(Operation.CHECK).list("/k")).send(0);
            pair.peer().expect(Frame.of(Operation.COMPARE_SET).text("/k"));
            pair.peer().read(2 * (Long.BYTES + UUID_LENGTH));
            pair.peer().send(Frame.answer("set meanwhile"));
            assertThat(getting.result()).isEqualTo(bytes("set meanwhile"));
        }
    }

    @Test
    void answersMayComeInAnyPieces() throws Exception {
        try (Pair pair = connect()) {
            BackgroundCall<byte[]> getting =
                    BackgroundCall.start(() -> pair.client().compareAndSet("k", bytes("a"), bytes("b")));
            pair.peer().expect(Frame.of(Operation.COMPARE_SET).texts("/k", "a", "b"));
            for (byte piece : Frame.answer("there")) {
                pair.peer().send(piece);
            }
            assertThat(getting.result()).isEqualTo(bytes("there"));
        }
    }

    @Test
    void manyCallsShareOneConnection() throws Exception {
        try (Pair pair = connect()) {
            BackgroundCall<Long> first =
                    BackgroundCall.start(() -> pair.client().add("first", 1));
            pair.peer().expect(Frame.of(Operation.ADD).text("/first").number(1));
            BackgroundCall<Long> second =
                    BackgroundCall.start(() -> pair.client().add("second", 2));
            pair.peer().expect(Frame.of(Operation.ADD).text("/second").number(2));
            pair.peer().send(Frame.answer(10)).send(Frame.answer(20));
            assertThat(first.result()).isEqualTo(10);
            assertThat(second.result()).isEqualTo(20);
        }
    }

    @Test
    void answerToAnInterruptedCallIsDropped() throws Exception {
        try (Pair pair = connect()) {
            BackgroundCall<Long> interrupted =
                    BackgroundCall.start(() -> pair.client().add("first", 1));
            pair.peer().expect(Frame.of(Operation.ADD).text("/first").number(1));
            interrupted.interrupt();
            assertThatThrownBy(interrupted::result)
                    .isInstanceOf(InterruptedException.class)
                    .hasMessageContaining("ADD of the key first")
                    .hasMessageContaining("it may have been done or not");
            BackgroundCall<Long> next = BackgroundCall.start(() -> pair.client().add("second", 2));
            pair.peer().expect(Frame.of(Operation.ADD).text("/second").number(2));
            pair.peer().send(Frame.answer(10)).send(Frame.answer(20));
            assertThat(next.result()).isEqualTo(20);
        }
    }

    @Test
    void interruptedReaderHandsTheReadingOver() throws Exception {
        try (Pair pair = connect()) {
            BackgroundCall<Long> reader =
                    BackgroundCall.start(() -> pair.client().add("first", 1)).untilItWaits();
            pair.peer().expect(Frame.of(Operation.ADD).text("/first").number(1));
            BackgroundCall<Long> follower =
                    BackgroundCall.start(() -> pair.client().add("second", 2)).untilItWaits();
            pair.peer().expect(Frame.of(Operation.ADD).text("/second").number(2));
            reader.interrupt();
            assertThatThrownBy(reader::result).isInstanceOf(InterruptedException.class);
            pair.peer().send(Frame.answer(10)).send(Frame.answer(20));
            assertThat(follower.result()).isEqualTo(20);
        }
    }

    @Test
    void updateWhoseAnswerNeverCameIsNotRepeated() throws Exception {
        try (Pair pair = connect()) {
            BackgroundCall<Long> adding =
                    BackgroundCall.start(() -> pair.client().add("counter", 1));
            pair.peer().expect(Frame.of(Operation.ADD).text("/counter").number(1));
            pair.peer().close();
            // Whether the value is a number is looked at, since a server would close the connection if it were none.
            answerProbe();
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
        try (Pair pair = connect()) {
            pair.client().set("before", bytes("v"));
            BackgroundCall<Long> adding =
                    BackgroundCall.start(() -> pair.client().add("counter", 1));
            pair.peer().expect(Frame.of(Operation.SET).texts("/before", "v"));
            pair.peer().expect(Frame.of(Operation.ADD).text("/counter").number(1));
            pair.client().set("behind", bytes("v"));
            pair.peer().expect(Frame.of(Operation.SET).texts("/behind", "v"));
            pair.peer().close();
            answerProbe();
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
    void interruptIsReportedIfTheConnectionBreaksToo() throws Exception {
        try (Pair pair = connect()) {
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
        try (Pair pair = connect(patient)) {
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
        try (Pair pair = connect(patient)) {
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
    void serverThatCannotListKeysIsNamed() throws Exception {
        try (Pair pair = connect()) {
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
        try (Pair pair = connect()) {
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
        try (Pair pair = connect()) {
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
        try (Pair pair = connect()) {
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
        try (Pair pair = connect()) {
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

    @Test
    void closeConfirmsTheLastSet() throws Exception {
        Pair pair = connect();
        pair.client().set("key", bytes("v"));
        BackgroundCall<Boolean> closing = BackgroundCall.start(() -> {
            pair.client().close();
            return true;
        });
        pair.peer().expect(Frame.of(Operation.SET).texts("/key", "v"));
        pair.peer().expect(Frame.of(Operation.CHECK).list());
        pair.peer().send(0);
        assertThat(closing.result()).isTrue();
        pair.peer().expectEnd();
    }

    @Test
    void withdrawnWaitKeepsTheConnection() throws Exception {
        try (Pair pair = connect()) {
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
        try (Pair pair = connect()) {
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
        try (Pair pair = connect()) {
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
        try (Pair pair = connect()) {
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
        try (Pair pair = connect()) {
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

    @Test
    void serverThatAnswersNonsenseIsLeft() throws Exception {
        try (Pair pair = connect()) {
            BackgroundCall<byte[]> setting =
                    BackgroundCall.start(() -> pair.client().compareAndSet("k", bytes("a"), bytes("b")));
            pair.peer().expect(Frame.of(Operation.COMPARE_SET).texts("/k", "a", "b"));
            pair.peer().send(Frame.answer(1L << 62));
            assertThatThrownBy(setting::result)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("4611686018427387904 bytes, more than the 8388608 that limits() allows");
        }
    }

    @Test
    void oversizedValueIsRefusedBeforeSending() throws Exception {
        try (Pair pair = connect(server.client().limits(TestLimits.of(5, 3, 2, 1, 1, 1)))) {
            TcpStoreClient client = pair.client();
            assertThatThrownBy(() -> client.set("12345", bytes("v")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("6 bytes with its slash, more than the 5");
            assertThatThrownBy(() -> client.set("1234", bytes("four")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1234 has 4 bytes, more than the 3");
            assertThatThrownBy(() -> client.contains(List.of("a", "b", "c")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("3 keys, more than the 2");
            client.close();
            pair.peer().expectEnd();
        }
    }

    @Test
    void oversizedTotalIsRefusedBeforeSending() throws Exception {
        try (Pair pair = connect(server.client().limits(TestLimits.of(5, 3, 2, 6, 1, 1)))) {
            assertThatThrownBy(() -> pair.client().set("1234", bytes("12")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("7 bytes together, more than the 6");
            assertThatThrownBy(() -> pair.client().contains(List.of("123", "124")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("8 bytes together");
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

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
