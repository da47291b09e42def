package dev.rendezvous.tcpstore.server;

import static dev.rendezvous.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.logging.Level.FINE;
import static java.util.logging.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.RawClient;
import dev.rendezvous.tcpstore.ServerLog;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.TestLimits;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that do not know the protocol, do not keep to it, or mean no good. Only their own connection ends. */
class BadClientTest {

    private final ServerLog log = ServerLog.open();
    private final AtomicLong now = new AtomicLong();
    private final AtomicBoolean noMemory = new AtomicBoolean();
    private final AtomicReference<CountDownLatch> freeze = new AtomicReference<>();
    private final CountDownLatch frozen = new CountDownLatch(1);
    private TcpStoreServer server;
    private RawClient witness;

    @BeforeEach
    void start() throws IOException {
        restart(StoreLimits.DEFAULT);
    }

    private void restart(StoreLimits limits) throws IOException {
        if (server != null) {
            witness.close();
            server.close();
        }
        server = TcpStoreServer.builder().limits(limits).nanoClock(this::time).start();
        witness = RawClient.current(server);
        witness.answersNothingElse(Dialect.CURRENT, 0);
    }

    private long time() {
        if (noMemory.getAndSet(false)) {
            throw new OutOfMemoryError("as the test wants it");
        }
        CountDownLatch thaw = freeze.getAndSet(null);
        if (thaw != null) {
            frozen.countDown();
            awaitAtMostAMinute(thaw);
        }
        return now.get();
    }

    private static void awaitAtMostAMinute(CountDownLatch event) {
        try {
            assertThat(event.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Whatever a bad client did, others are served. */
    @AfterEach
    void othersAreServed() throws IOException {
        witness.send(Frame.of(Operation.PING).number(5, 4))
                .answers(new Frame().number(5, 4).bytes());
        witness.close();
        server.close();
        log.close();
    }

    @Test
    void httpRequestIsRefusedAsSuch() throws Exception {
        assertRefused("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII), "0x47 'G'", "HTTP", "00 ce f7 85 3c");
    }

    @Test
    void tlsHelloIsRefusedAsSuch() throws Exception {
        assertRefused(Frame.hex("16 03 01 02 00 01 00 01 fc 03 03"), "0x16", "TLS");
    }

    @Test
    void unknownHandshakeIsTakenForALegacyClient() throws Exception {
        assertRefused(Frame.hex("00 ce f7 85 3d 00 00 00 00 00"), "SET", "key of", "at most 8192");
    }

    @Test
    void secondHandshakeIsRefused() throws Exception {
        assertRefused(new Frame().raw(Frame.handshake()).raw(Frame.handshake()).bytes(), "second handshake");
    }

    @Test
    void clientOfTodayAmongLegacyRequestsIsRefused() throws Exception {
        byte[] check = Frame.of(Operation.CHECK, Dialect.LEGACY_1_13).list().bytes();
        try (RawClient bad = RawClient.silent(server)) {
            bad.send(check).answers(0);
            bad.send(Frame.handshake()).send(Frame.hex("00 00 00 00")).isClosedByServer();
        }
        log.says(FINE, "SET", "key of");
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 62, -1, 8193})
    void aKeyLongerThanTheLimitIsRefused(long length) throws Exception {
        assertRefused(
                new Frame()
                        .raw(Frame.handshake())
                        .raw(Frame.of(Operation.GET).number(length).bytes())
                        .bytes(),
                "GET",
                Long.toUnsignedString(length),
                "at most 8192");
    }

    @Test
    void valueLongerThanTheLimitIsRefused() throws Exception {
        assertRefused(
                new Frame()
                        .raw(Frame.handshake())
                        .raw(Frame.of(Operation.SET)
                                .text("k")
                                .number((8 << 20) + 1)
                                .bytes())
                        .bytes(),
                "SET",
                "8388609",
                "at most 8388608");
    }

    @Test
    void requestsBeforeABadOneAreAnswered() throws Exception {
        try (RawClient bad = RawClient.current(server)) {
            bad.send(new Frame()
                    .raw(Frame.of(Operation.ADD).text("k").number(4).bytes())
                    .raw(new byte[] {99})
                    .bytes());
            bad.answers(4L).isClosedByServer();
        }
        log.says(FINE, "0x63 'c'", "CURRENT");
    }

    @Test
    void noiseIsRefusedOrWaitedFor() throws Exception {
        Random random = new Random(3);
        List<RawClient> noisy = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[1 + random.nextInt(64)];
            random.nextBytes(noise);
            noisy.add(RawClient.silent(server).send(noise));
        }
        othersAreServedNow();
        for (RawClient client : noisy) {
            client.close();
        }
    }

    @Test
    void halfRequestDelaysNoOtherAndIsClosed() throws Exception {
        try (RawClient half = RawClient.current(server)) {
            half.send(Frame.of(Operation.SET).number(100).raw(new byte[50]));
            isClosedWithTime(half);
        }
        log.says(FINE, "nothing has come for 1 min", "in the middle of a request");
    }

    @Test
    void halfHandshakeIsClosedUnlikeSilentClient() throws Exception {
        try (RawClient half = RawClient.silent(server).send(Frame.hex("00 ce"));
                RawClient silent = RawClient.silent(server)) {
            isClosedWithTime(half);
            silent.send(Frame.handshake()).answersNothingElse(Dialect.CURRENT, 0);
        }
    }

    @Test
    void halfRequestEndsByTheRealClockToo() throws Exception {
        try (TcpStoreServer impatient = TcpStoreServer.builder()
                        .stallTimeout(Duration.ofMillis(50))
                        .start();
                RawClient half = RawClient.current(impatient)) {
            half.send(Frame.of(Operation.GET).number(3)).isClosedByServer();
        }
        log.says(FINE, "nothing has come for 50 ms");
    }

    @Test
    void clientThatLeavesWithinARequestIsLogged() throws Exception {
        try (RawClient half = RawClient.current(server)) {
            half.send(Frame.of(Operation.GET).number(3));
            othersAreServedNow();
        }
        log.says(FINE, "closed the connection in the middle of a request");
    }

    @Test
    void memoryOfUnreadAnswersIsBounded() throws Exception {
        restart(TestLimits.of(8192, 1 << 20, 1000, 64 << 20, 1 << 20, 100));
        byte[] value = new byte[1 << 20];
        witness.send(Frame.of(Operation.SET).text("k").text(value)).answersNothingElse(Dialect.CURRENT, 1);
        int wanted = 3_000;
        try (RawClient greedy = RawClient.current(server)) {
            Frame gets = new Frame();
            for (int i = 0; i < wanted; i++) {
                gets.raw(Frame.of(Operation.GET).text("k").bytes());
                gets.raw(Frame.of(Operation.ADD).text("served").number(1).bytes());
            }
            greedy.send(gets);
            eventually("the first is served", () -> served() > 0);
            assertThat(served()).as("served while nothing is read").isLessThan(wanted / 10);

            byte[] answer = new Frame().text(value).bytes();
            for (int i = 1; i <= 100; i++) {
                greedy.answers(answer).answers((long) i);
            }
            assertThat(served()).isGreaterThanOrEqualTo(100).isLessThan(wanted / 5);
        }
    }

    @Test
    void unreadResponsesOfAllClientsAreBoundedTogether() throws Exception {
        int mebi = 1 << 20;
        restart(TestLimits.of(8192, mebi, 1000, 64 * mebi, mebi, 100).withMaxMemoryBytes(6L * mebi));
        List<RawClient> greedy = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            // The next one replaces the value, so that only the responses hold this one.
            Frame gets = new Frame()
                    .raw(Frame.of(Operation.SET).text("k").text(new byte[mebi]).bytes());
            for (int j = 0; j < 100; j++) {
                gets.raw(Frame.of(Operation.GET).text("k").bytes());
            }
            RawClient client = RawClient.current(server).send(gets);
            greedy.add(client);
            // Otherwise the values of all might be set before the first is read, and all responses would hold the last
            // one.
            InputStream responses = client.socket().getInputStream();
            eventually(
                    "a response, or a refusal",
                    () -> responses.available() > 0 || log.toString().contains("bytes of memory"));
        }
        // One of them is released, or the value of the next is refused.
        log.says(FINE, "bytes of memory");
        othersAreServedNow();
        long closed = 0;
        for (RawClient client : greedy) {
            closed += hasAll(client, 100L * (mebi + Long.BYTES)) ? 0 : 1;
            client.close();
        }
        assertThat(closed).as("closed of 8").isBetween(1L, 7L);
    }

    /** On the wire the honest clients wait for the most bytes; in memory they share one value. */
    @Test
    void clientsSharingOneValueSurviveAnotherAtLimit() throws Exception {
        int mebi = 1 << 20;
        int gets = 30;
        restart(TestLimits.of(8192, mebi, 1000, 64 * mebi, 64 * mebi, 100).withMaxMemoryBytes(6L * mebi));
        witness.send(Frame.of(Operation.SET).text("k0").text(new byte[mebi]));
        witness.answersNothingElse(Dialect.CURRENT, 1);
        List<RawClient> honest = List.of(RawClient.current(server), RawClient.current(server));
        for (RawClient client : honest) {
            Frame same = new Frame();
            for (int i = 0; i < gets; i++) {
                same.raw(Frame.of(Operation.GET).text("k0").bytes());
            }
            client.send(
                    same.raw(Frame.of(Operation.ADD).text("served").number(1).bytes()));
        }
        eventually("the honest are owed all", () -> served() == honest.size());
        try (RawClient greedy = RawClient.current(server)) {
            Frame others = new Frame();
            for (int i = 0; i < gets; i++) {
                others.raw(
                        Frame.of(Operation.SET).text("g").text(new byte[mebi]).bytes());
                others.raw(Frame.of(Operation.GET).text("g").bytes());
            }
            sendAsFarAsItGoes(greedy, others);
            log.says(FINE, "the server holds");
            assertThat(hasAll(greedy, (long) gets * (mebi + Long.BYTES)))
                    .as("the greedy one stays")
                    .isFalse();
        }
        for (RawClient client : honest) {
            assertThat(hasAll(client, (long) gets * (mebi + Long.BYTES) + Long.BYTES))
                    .as("an honest one stays: %s", log)
                    .isTrue();
            client.close();
        }
    }

    private static void sendAsFarAsItGoes(RawClient client, Frame requests) {
        try {
            client.send(requests);
        } catch (IOException closed) {
            // The server has closed the connection in the middle of them.
        }
    }

    /** {@return whether so many bytes come before the end} */
    private static boolean hasAll(RawClient client, long bytes) {
        try {
            for (long left = bytes; left > 0; ) {
                int count = client.read((int) Math.min(left, 1 << 20)).length;
                if (count == 0) {
                    return false;
                }
                left -= count;
            }
            return true;
        } catch (IOException reset) {
            return false;
        }
    }

    /** The clock is asked when a request is found half sent. */
    @Test
    void clientThatExceedsTheMemoryEndsAlone() throws Exception {
        try (RawClient greedy = RawClient.current(server)) {
            greedy.answersNothingElse(Dialect.CURRENT, 0);
            greedy.send(Frame.of(Operation.GET).number(1_000));
            eventually("the connection is closed", () -> endsWithoutMemory(greedy));
        }
        log.says(WARNING, "memory");
    }

    /** Something else of the server may have asked the clock in between, so a piece more of the request may be needed. */
    private boolean endsWithoutMemory(RawClient greedy) throws IOException {
        noMemory.set(true);
        sendAsFarAsItGoes(greedy, new Frame().raw(new byte[] {'k'}));
        return greedy.isAtEnd();
    }

    @Test
    void unreadingClientStillGetsTheEndOfWait() throws Exception {
        restart(TestLimits.of(8192, 1 << 20, 1000, 64 << 20, 1, 100));
        try (RawClient client = RawClient.current(server)) {
            client.send(new Frame()
                    .raw(Frame.of(Operation.WAIT).list("k").bytes())
                    .raw(Frame.of(Operation.ADD).text("n").number(1).bytes())
                    .raw(Frame.of(Operation.ADD).text("n").number(1).bytes()));
            client.answers(1L).answers(2L);
            witness.send(Frame.of(Operation.SET).texts("k", ""));
            client.answers(0);
        }
    }

    @Test
    void surplusConnectionIsClosedAndTheOthersStay() throws Exception {
        restart(TestLimits.of(100, 100, 100, 100, 100, 2));
        try (RawClient second = RawClient.current(server)) {
            second.answersNothingElse(Dialect.CURRENT, 0);
            try (RawClient third = RawClient.silent(server)) {
                third.isClosedByServer();
            }
            try (RawClient fourth = RawClient.silent(server)) {
                fourth.isClosedByServer();
            }
            second.answersNothingElse(Dialect.CURRENT, 0);
        }
        assertThat(log.messages(WARNING)).singleElement().asString().contains("2 connections", "the most");
        eventually("there is room again", () -> {
            try (RawClient next = RawClient.current(server)) {
                return next.send(Frame.of(Operation.GET_NUM_KEYS)).read(8).length == 8;
            } catch (IOException closed) {
                return false;
            }
        });
    }

    @Test
    void halfOpenClientsAndFloodDelayNoOther() throws Exception {
        List<RawClient> halves = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            halves.add(RawClient.current(server).send(Frame.of(Operation.SET).number(10)));
        }
        RawClient flood = RawClient.current(server);
        AtomicLong rounds = new AtomicLong();
        BackgroundCall<Boolean> flooding = BackgroundCall.start(() -> flood(flood, rounds));
        eventually("the flood flows while others are served", () -> {
            othersAreServedNow();
            return rounds.get() > 100;
        });
        flood.close();
        assertThat(flooding.result()).as("ended by its own close").isTrue();
        for (RawClient half : halves) {
            half.close();
        }
    }

    /** The server stands still until the flood and the request behind it have come. */
    @Test
    void thousandsOfRequestsAreServedInTurns() throws Exception {
        int wanted = 5_000;
        Frame flood = new Frame();
        for (int i = 0; i < wanted; i++) {
            flood.raw(Frame.of(Operation.SET).texts("k", Integer.toString(i)).bytes());
        }
        try (RawClient busy = RawClient.current(server);
                RawClient half = RawClient.current(server)) {
            busy.answersNothingElse(Dialect.CURRENT, 0);
            half.answersNothingElse(Dialect.CURRENT, 0);
            CountDownLatch thaw = new CountDownLatch(1);
            freeze.set(thaw);
            half.send(Frame.of(Operation.GET).number(3));
            awaitAtMostAMinute(frozen);
            BackgroundCall<RawClient> flooding = BackgroundCall.start(() -> busy.send(flood));
            flooding.result();
            witness.send(Frame.of(Operation.GET).text("k"));
            thaw.countDown();

            long length = witness.read(Long.BYTES)[0];
            String seen = new String(witness.read((int) length), US_ASCII);
            assertThat(seen.isEmpty() ? 0 : Integer.parseInt(seen))
                    .as("requests served before another client's")
                    .isLessThan(1_000);
            busy.answersNothingElse(Dialect.CURRENT, 1);
            witness.send(Frame.of(Operation.GET).text("k")).answers(Integer.toString(wanted - 1));
        }
    }

    private static boolean flood(RawClient client, AtomicLong rounds) {
        Frame many = new Frame();
        for (int i = 0; i < 2_000; i++) {
            many.raw(Frame.of(Operation.SET).texts("flood", "x").bytes());
        }
        try {
            while (rounds.incrementAndGet() < 1_000_000) {
                client.send(many);
            }
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    private void assertRefused(byte[] bytes, String... reason) throws Exception {
        try (RawClient bad = RawClient.silent(server)) {
            bad.send(bytes).isClosedByServer();
            log.says(FINE, "127.0.0.1:" + bad.socket().getLocalPort());
        }
        log.says(FINE, reason);
    }

    /** What has been sent may still be on its way when the clock goes on for the first time. */
    private void isClosedWithTime(RawClient client) throws Exception {
        eventually("the connection is closed as time goes by", () -> {
            othersAreServedNow();
            now.addAndGet(Duration.ofMinutes(2).toNanos());
            othersAreServedNow();
            return client.isAtEnd();
        });
    }

    private long served() throws IOException {
        witness.send(Frame.of(Operation.ADD).text("served").number(0));
        return ByteBuffer.wrap(witness.read(Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }

    private void othersAreServedNow() throws IOException {
        witness.send(Frame.of(Operation.PING).number(5, 4))
                .answers(new Frame().number(5, 4).bytes());
    }
}
