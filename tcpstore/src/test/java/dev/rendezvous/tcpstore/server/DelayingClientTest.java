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
import dev.rendezvous.tcpstore.TestLimits;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that sends half a request, floods the server or opens too many connections delays no other client. */
class DelayingClientTest {

    private final ServerLog log = ServerLog.open();
    private final AtomicLong now = new AtomicLong();
    private final AtomicReference<CountDownLatch> freeze = new AtomicReference<>();
    private final CountDownLatch frozen = new CountDownLatch(1);
    private final WitnessedServer server;

    DelayingClientTest() throws IOException {
        server = new WitnessedServer(this::time);
    }

    private long time() {
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
        server.othersAreServedNow();
        server.close();
        log.close();
    }

    @Test
    void halfRequestDelaysNoOtherAndIsClosed() throws Exception {
        try (RawClient half = server.currentClient()) {
            half.send(Frame.of(Operation.SET).number(100).raw(new byte[50]));
            isClosedWithTime(half);
        }
        log.says(FINE, "nothing has come for 1 min", "in the middle of a request");
    }

    @Test
    void halfHandshakeIsClosedUnlikeSilentClient() throws Exception {
        try (RawClient half = server.silentClient().send(Frame.hex("00 ce"));
                RawClient silent = server.silentClient()) {
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
        try (RawClient half = server.currentClient()) {
            half.send(Frame.of(Operation.GET).number(3));
            server.othersAreServedNow();
        }
        log.says(FINE, "closed the connection in the middle of a request");
    }

    @Test
    void surplusConnectionIsClosedAndTheOthersStay() throws Exception {
        server.restart(TestLimits.of(100, 100, 100, 100, 100, 2));
        try (RawClient second = server.currentClient()) {
            second.answersNothingElse(Dialect.CURRENT, 0);
            try (RawClient third = server.silentClient()) {
                third.isClosedByServer();
            }
            try (RawClient fourth = server.silentClient()) {
                fourth.isClosedByServer();
            }
            second.answersNothingElse(Dialect.CURRENT, 0);
        }
        assertThat(log.messages(WARNING)).singleElement().asString().contains("2 connections", "the most");
        eventually("there is room again", () -> {
            try (RawClient next = server.currentClient()) {
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
            halves.add(server.currentClient().send(Frame.of(Operation.SET).number(10)));
        }
        RawClient flood = server.currentClient();
        AtomicLong rounds = new AtomicLong();
        BackgroundCall<Boolean> flooding = BackgroundCall.start(() -> flood(flood, rounds));
        eventually("the flood flows while others are served", () -> {
            server.othersAreServedNow();
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
        try (RawClient busy = server.currentClient();
                RawClient half = server.currentClient()) {
            busy.answersNothingElse(Dialect.CURRENT, 0);
            half.answersNothingElse(Dialect.CURRENT, 0);
            CountDownLatch thaw = new CountDownLatch(1);
            freeze.set(thaw);
            half.send(Frame.of(Operation.GET).number(3));
            awaitAtMostAMinute(frozen);
            BackgroundCall<RawClient> flooding = BackgroundCall.start(() -> busy.send(flood));
            flooding.result();
            server.witness().send(Frame.of(Operation.GET).text("k"));
            thaw.countDown();

            long length = server.witness().read(Long.BYTES)[0];
            String seen = new String(server.witness().read((int) length), US_ASCII);
            assertThat(seen.isEmpty() ? 0 : Integer.parseInt(seen))
                    .as("requests served before another client's")
                    .isLessThan(1_000);
            busy.answersNothingElse(Dialect.CURRENT, 1);
            server.witness().send(Frame.of(Operation.GET).text("k")).answers(Integer.toString(wanted - 1));
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

    /** What has been sent may still be on its way when the clock goes on for the first time. */
    private void isClosedWithTime(RawClient client) throws Exception {
        eventually("the connection is closed as time goes by", () -> {
            server.othersAreServedNow();
            now.addAndGet(Duration.ofMinutes(2).toNanos());
            server.othersAreServedNow();
            return client.isAtEnd();
        });
    }
}
