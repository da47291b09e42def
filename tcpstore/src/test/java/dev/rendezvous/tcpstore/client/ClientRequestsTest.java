package dev.rendezvous.tcpstore.client;

import static dev.rendezvous.tcpstore.client.ScriptedServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.TestLimits;
import dev.rendezvous.tcpstore.client.ScriptedServer.Pair;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client sends each request byte by byte as the protocol says, and reads the answer in any pieces. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClientRequestsTest {

    private static final int UUID_LENGTH = 36;

    private final ScriptedServer server;

    ClientRequestsTest() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void getIsOneQuestionAndOneAnswer() throws Exception {
        try (Pair pair = server.connect()) {
            BackgroundCall<byte[]> getting =
                    BackgroundCall.start(() -> pair.client().get("k"));
            server.answerProbe();
            pair.peer().expect(Frame.of(Operation.CHECK).list("/k"));
            pair.peer().expect(Frame.of(Operation.GET).text("/k"));
            pair.peer().send(0).send(Frame.answer("value"));
            assertThat(getting.result()).isEqualTo(bytes("value"));
        }
    }

    @Test
    void emptyValueIsReadTwice() throws Exception {
        try (Pair pair = server.connect(server.client().timeout(Duration.ZERO))) {
            BackgroundCall<byte[]> getting =
                    BackgroundCall.start(() -> pair.client().get("k"));
            server.answerProbe();
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
        try (Pair pair = server.connect()) {
            BackgroundCall<byte[]> getting =
                    BackgroundCall.start(() -> pair.client().get("k"));
            server.answerProbe();
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
        try (Pair pair = server.connect()) {
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
        try (Pair pair = server.connect()) {
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
        try (Pair pair = server.connect()) {
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
        try (Pair pair = server.connect()) {
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
    void closeConfirmsTheLastSet() throws Exception {
        Pair pair = server.connect();
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
    void serverThatAnswersNonsenseIsLeft() throws Exception {
        try (Pair pair = server.connect()) {
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
        try (Pair pair = server.connect(server.client().limits(TestLimits.of(5, 3, 2, 1, 1, 1)))) {
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
        try (Pair pair = server.connect(server.client().limits(TestLimits.of(5, 3, 2, 6, 1, 1)))) {
            assertThatThrownBy(() -> pair.client().set("1234", bytes("12")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("7 bytes together, more than the 6");
            assertThatThrownBy(() -> pair.client().contains(List.of("123", "124")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("8 bytes together");
        }
    }
}
