package dev.rendezvous.tcpstore.server;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.RawClient;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TcpStoreServerTest {

    private TcpStoreServer server;

    @BeforeEach
    void start() throws IOException {
        server = TcpStoreServer.builder().start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void waiterLearnsOfTheEnd() throws Exception {
        BackgroundCall<Boolean> waiting = BackgroundCall.start(() -> {
                    server.awaitEnd();
                    return true;
                })
                .untilItWaits();

        server.close();

        assertThat(waiting.result()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void everyOperationOfTheDialectIsAnswered(Dialect dialect) throws IOException {
        try (RawClient client = RawClient.of(server, dialect)) {
            client.send(Frame.of(Operation.SET, dialect).texts("k", "v"));
            client.send(Frame.of(Operation.GET, dialect).text("k")).answers("v");
            client.send(Frame.of(Operation.COMPARE_SET, dialect).texts("k", "v", "w"))
                    .answers("w");
            client.send(Frame.of(Operation.ADD, dialect).text("n").number(-3)).answers(-3L);
            client.send(Frame.of(Operation.CHECK, dialect).list("k", "n")).answers(0);
            client.send(Frame.of(Operation.CHECK, dialect).list("k", "x")).answers(1);
            client.send(Frame.of(Operation.WAIT, dialect).list("k", "n")).answers(0);
            client.send(Frame.of(Operation.GET_NUM_KEYS, dialect)).answers(2L);
            client.send(Frame.of(Operation.DELETE_KEY, dialect).text("k")).answers(1L);
            client.answersNothingElse(dialect, 1);
        }
    }

    @Test
    void operationsOfTheCurrentDialectAreAnswered() throws IOException {
        try (RawClient client = RawClient.current(server)) {
            client.send(Frame.of(Operation.MULTI_SET).number(2).texts("a", "1", "b", "2"));
            client.send(Frame.of(Operation.APPEND).texts("a", "x"));
            client.send(Frame.of(Operation.MULTI_GET).list("a", "b"))
                    .answers("1x")
                    .answers("2");
            client.send(Frame.of(Operation.WAIT).list("missing"));
            client.send(Frame.of(Operation.CANCEL_WAIT)).answers(1);
            client.answersNothingElse(Dialect.CURRENT, 2);
        }
    }

    @Test
    void laterOperationsOfTheCurrentDialectAreAnswered() throws IOException {
        try (RawClient client = RawClient.current(server)) {
            client.send(Frame.of(Operation.PING).number(77, 4))
                    .answers(new Frame().number(77, 4).bytes());
            client.send(Frame.of(Operation.QUEUE_PUSH).texts("q", "item"));
            client.send(Frame.of(Operation.QUEUE_LEN).text("q")).answers(1L);
            client.send(Frame.of(Operation.QUEUE_POP).text("q")).answers(1L).answers("item");
            client.send(Frame.of(Operation.QUEUE_POP).text("q")).answers(0L);
            client.send(Frame.of(Operation.SET).texts("k", "v"));
            client.send(Frame.of(Operation.LIST_KEYS)).answers(1L).answers("k");
            client.send(Frame.of(Operation.BARRIER).text("b").number(1)).answers(0);
            client.send(Frame.of(Operation.GET).text("missing")).answers("");
        }
    }

    @Test
    void oldWatcherSeesChangesOfEitherFamily() throws IOException {
        try (RawClient watcher = RawClient.silent(server);
                RawClient old = RawClient.silent(server);
                RawClient recent = RawClient.current(server)) {
            watcher.send(Frame.hex("07 03 00 00 00 00 00 00 00 2f 77 6b")).answers(3);
            old.send(Frame.of(Operation.SET, Dialect.LEGACY_1_13).texts("/wk", "1"));
            watcher.answers(Frame.hex(
                    "01 03 00 00 00 00 00 00 00 2f 77 6b 00 00 00 00 00 00 00 00" + "01 00 00 00 00 00 00 00 31"));
            recent.send(Frame.of(Operation.SET).texts("/wk", "2"));
            watcher.answers(Frame.hex(
                    "00 03 00 00 00 00 00 00 00 2f 77 6b 01 00 00 00 00 00 00 00 31" + "01 00 00 00 00 00 00 00 32"));
            old.send(Frame.of(Operation.DELETE_KEY, Dialect.LEGACY_1_13).text("/wk"))
                    .answers(1L);
            watcher.answers(Frame.hex(
                    "02 03 00 00 00 00 00 00 00 2f 77 6b 01 00 00 00 00 00 00 00 32" + "00 00 00 00 00 00 00 00"));
        }
    }

    @Test
    void waiterIsWokenByTheOtherFamily() throws IOException {
        try (RawClient waiter = RawClient.silent(server);
                RawClient setter = RawClient.current(server)) {
            waiter.send(Frame.of(Operation.WAIT, Dialect.LEGACY_1_13).list("k"))
                    .answersNothingElse(Dialect.LEGACY_1_13, 0);
            setter.send(Frame.of(Operation.SET).texts("k", "v"));
            waiter.answers(0);
        }
    }

    @Test
    void handshakeMayComeByteByByte() throws IOException {
        try (RawClient client = RawClient.silent(server)) {
            for (byte b : Frame.handshake()) {
                client.send(new byte[] {b});
                awaitQuiet();
            }
            client.answersNothingElse(Dialect.CURRENT, 0);
        }
    }

    @Test
    void valuesOfTheGreatestLengthComeBackWhole() throws IOException {
        byte[] value = new byte[StoreLimits.DEFAULT.maxValueBytes()];
        new Random(1).nextBytes(value);
        try (RawClient client = RawClient.current(server)) {
            client.send(Frame.of(Operation.SET).text("k").text(value));
            client.send(Frame.of(Operation.GET).text("k"))
                    .answers(new Frame().text(value).bytes());
        }
    }

    @Test
    void multiSetIsSeenWhole() throws IOException {
        byte[] half =
                Frame.of(Operation.MULTI_SET).number(2).texts("a", "1", "b").bytes();
        try (RawClient slow = RawClient.current(server);
                RawClient other = RawClient.current(server)) {
            slow.send(half);
            other.send(Frame.of(Operation.SET).texts("a", "between")).answersNothingElse(Dialect.CURRENT, 1);
            slow.send(new Frame().text("2")).answersNothingElse(Dialect.CURRENT, 2);
            other.send(Frame.of(Operation.MULTI_GET).list("a", "b"))
                    .answers("1")
                    .answers("2");
        }
    }

    @Test
    void keysOutliveTheClientThatSetThem() throws IOException {
        try (RawClient client = RawClient.current(server)) {
            client.send(Frame.of(Operation.SET).texts("k", "v")).answersNothingElse(Dialect.CURRENT, 1);
        }
        try (RawClient client = RawClient.current(server)) {
            client.send(Frame.of(Operation.GET).text("k")).answers("v");
        }
    }

    @Test
    void answersComeBeforeTheRequestedEnd() throws IOException {
        try (RawClient client = RawClient.current(server)) {
            client.send(Frame.of(Operation.ADD).text("k").number(1));
            client.socket().shutdownOutput();
            client.answers(1L).isClosedByServer();
        }
    }

    @Test
    void serverListensOnTheLoopbackAddressByDefault() throws IOException {
        assertThat(server.address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(server.port()).isEqualTo(server.address().getPort()).isPositive();
        try (TcpStoreServer everywhere =
                TcpStoreServer.builder().bindAddress("0.0.0.0").start()) {
            assertThat(everywhere.address().getAddress().isAnyLocalAddress()).isTrue();
        }
    }

    @Test
    void portThatIsTakenIsNamed() {
        assertThatThrownBy(() -> TcpStoreServer.builder().port(server.port()).start())
                .isInstanceOf(BindException.class)
                .hasMessageContainingAll("cannot listen on", ":" + server.port(), "in use");
    }

    @Test
    void hostThatIsUnknownIsNamed() {
        assertThatThrownBy(() -> TcpStoreServer.builder()
                        .bindAddress("no-such-host.invalid")
                        .start())
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        TcpStoreServer.Builder builder = TcpStoreServer.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.port(65_536))
                .withMessageContaining("65536");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.port(-1)).withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.stallTimeout(Duration.ZERO))
                .withMessageContaining("is 0 s", "at most 24 h");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.secret("eleven char"))
                .withMessageContaining("expected at least 12");
        assertThatIllegalStateException()
                .isThrownBy(() -> builder.requireClientCertificate(true).start())
                .withMessageContaining("tls(SSLContext)");
    }

    @Test
    void closeEndsEveryConnectionAndTheThread() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        clients.add(RawClient.silent(server));
        clients.add(RawClient.current(server).send(Frame.of(Operation.WAIT).list("k")));
        clients.add(RawClient.current(server).send(Frame.of(Operation.SET).text("half")));
        clients.add(RawClient.current(server)
                .send(Frame.of(Operation.BARRIER).text("b").number(2)));
        try (RawClient last = RawClient.current(server)) {
            eventually("the barrier is entered", () -> {
                last.send(Frame.of(Operation.GET_NUM_KEYS));
                return last.read(Long.BYTES)[0] == 1;
            });
        }
        server.close();
        for (RawClient client : clients) {
            client.isClosedByServer();
            client.close();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("rendezvous-tcpstore-" + server.port());
    }

    @Test
    void closeDoesNotAwaitUnreadingClients() throws Exception {
        byte[] value = new byte[8 << 20];
        Frame gets =
                new Frame().raw(Frame.of(Operation.SET).text("k").text(value).bytes());
        for (int i = 0; i < 20; i++) {
            gets.raw(Frame.of(Operation.GET).text("k").bytes());
        }
        try (RawClient frozen = RawClient.current(server)) {
            frozen.send(gets);
            assertThat(frozen.read(Long.BYTES)).isEqualTo(Frame.answer(value.length));
            assertSleeps();
            long begin = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        }
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(server.address());
        }
    }

    @Test
    void closeGivesThePortBackAtOnce() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (RawClient client = RawClient.current(server)) {
                client.answersNothingElse(Dialect.CURRENT, 0);
                server.close();
                server = TcpStoreServer.builder().port(server.port()).start();
            }
        }
        int port = server.port();
        server.close();
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(server.address());
            assertThat(taken.getLocalPort()).isEqualTo(port);
        }
    }

    @Test
    void closeUnderLoadTwiceAndInterruptedEnds() throws Exception {
        List<BackgroundCall<Long>> loads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RawClient client = RawClient.current(server);
            String key = "k" + i;
            loads.add(BackgroundCall.start(() -> addUntilClosed(client, key)));
        }
        try (RawClient witness = RawClient.current(server)) {
            eventually("each has been answered twice", () -> {
                boolean all = true;
                for (int i = 0; i < 4; i++) {
                    witness.send(Frame.of(Operation.ADD).text("k" + i).number(0));
                    all &= witness.read(Long.BYTES)[0] > 1;
                }
                return all;
            });
        }
        Thread.currentThread().interrupt();
        server.close();
        server.close();
        assertThat(Thread.interrupted()).isTrue();
        for (BackgroundCall<Long> load : loads) {
            assertThat(load.result()).isPositive();
        }
    }

    @Test
    void idleServerTakesNoProcessorTime() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            clients.add(RawClient.current(server).send(Frame.of(Operation.WAIT).list("never")));
        }
        try (RawClient last = RawClient.current(server)) {
            last.answersNothingElse(Dialect.CURRENT, 0);
        }
        assertSleeps();
        for (RawClient client : clients) {
            client.close();
        }
    }

    /** It has more to serve and may not, since its client does not read: no reason to look again and again. */
    @Test
    void unreadingClientCostsNoProcessorTime() throws Exception {
        byte[] value = new byte[8 << 20];
        Frame gets =
                new Frame().raw(Frame.of(Operation.SET).text("k").text(value).bytes());
        for (int i = 0; i < 1_000; i++) {
            gets.raw(Frame.of(Operation.GET).text("k").bytes());
        }
        try (RawClient greedy = RawClient.current(server)) {
            greedy.send(gets);
            assertThat(greedy.read(Long.BYTES)).isEqualTo(Frame.answer(value.length));
            assertSleeps();
        }
    }

    private void assertSleeps() throws Exception {
        awaitQuiet();
        Thread thread = thread("rendezvous-tcpstore-" + server.port());
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        eventually("it sleeps", () -> isAsleep(thread));
        long before = threads.getThreadCpuTime(thread.getId());
        awaitQuiet();
        assertThat(threads.getThreadCpuTime(thread.getId()) - before)
                .as("nanoseconds of processor time while nothing happens")
                .isLessThan(Duration.ofMillis(5).toNanos());
    }

    private static boolean isAsleep(Thread thread) {
        return thread.getStackTrace()[0].isNativeMethod();
    }

    private static Thread thread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Lets the server do what it has to: another server answers a hundred requests meanwhile. */
    private static void awaitQuiet() throws IOException {
        try (TcpStoreServer busy = TcpStoreServer.builder().start();
                RawClient client = RawClient.current(busy)) {
            for (int i = 0; i < 100; i++) {
                client.answersNothingElse(Dialect.CURRENT, 0);
            }
        }
    }

    private static long addUntilClosed(RawClient client, String key) throws IOException {
        long count = 0;
        try (client) {
            while (client.send(Frame.of(Operation.ADD).text(key).number(1)).read(Long.BYTES).length == Long.BYTES) {
                count++;
            }
        } catch (IOException closed) {
            assertThat(closed).hasMessageMatching(".*([Rr]eset|[Bb]roken pipe|closed|abort).*");
        }
        return count;
    }
}
