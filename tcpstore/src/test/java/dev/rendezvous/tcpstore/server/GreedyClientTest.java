package dev.rendezvous.tcpstore.server;

import static dev.rendezvous.tck.Eventually.eventually;
import static java.util.logging.Level.FINE;
import static java.util.logging.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.RawClient;
import dev.rendezvous.tcpstore.ServerLog;
import dev.rendezvous.tcpstore.TestLimits;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The memory that requests and unread responses can take is bounded, and a client that exceeds it ends alone. */
class GreedyClientTest {

    private final ServerLog log = ServerLog.open();
    private final AtomicBoolean noMemory = new AtomicBoolean();
    private final WitnessedServer server;

    GreedyClientTest() throws IOException {
        server = new WitnessedServer(this::time);
    }

    private long time() {
        if (noMemory.getAndSet(false)) {
            throw new OutOfMemoryError("as the test wants it");
        }
        return 0;
    }

    /** Whatever a bad client did, others are served. */
    @AfterEach
    void othersAreServed() throws IOException {
        server.othersAreServedNow();
        server.close();
        log.close();
    }

    @Test
    void memoryOfUnreadAnswersIsBounded() throws Exception {
        server.restart(TestLimits.of(8192, 1 << 20, 1000, 64 << 20, 1 << 20, 100));
        byte[] value = new byte[1 << 20];
        server.witness().send(Frame.of(Operation.SET).text("k").text(value)).answersNothingElse(Dialect.CURRENT, 1);
        int wanted = 3_000;
        try (RawClient greedy = server.currentClient()) {
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
        server.restart(TestLimits.of(8192, mebi, 1000, 64 * mebi, mebi, 100).withMaxMemoryBytes(6L * mebi));
        List<RawClient> greedy = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            // The next one replaces the value, so that only the responses hold this one.
            Frame gets = new Frame()
                    .raw(Frame.of(Operation.SET).text("k").text(new byte[mebi]).bytes());
            for (int j = 0; j < 100; j++) {
                gets.raw(Frame.of(Operation.GET).text("k").bytes());
            }
            RawClient client = server.currentClient().send(gets);
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
        server.othersAreServedNow();
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
        server.restart(
                TestLimits.of(8192, mebi, 1000, 64 * mebi, 64 * mebi, 100).withMaxMemoryBytes(6L * mebi));
        server.witness().send(Frame.of(Operation.SET).text("k0").text(new byte[mebi]));
        server.witness().answersNothingElse(Dialect.CURRENT, 1);
        List<RawClient> honest = List.of(server.currentClient(), server.currentClient());
        for (RawClient client : honest) {
            Frame same = new Frame();
            for (int i = 0; i < gets; i++) {
                same.raw(Frame.of(Operation.GET).text("k0").bytes());
            }
            client.send(
                    same.raw(Frame.of(Operation.ADD).text("served").number(1).bytes()));
        }
        eventually("the honest are owed all", () -> served() == honest.size());
        try (RawClient greedy = server.currentClient()) {
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
        try (RawClient greedy = server.currentClient()) {
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
        server.restart(TestLimits.of(8192, 1 << 20, 1000, 64 << 20, 1, 100));
        try (RawClient client = server.currentClient()) {
            client.send(new Frame()
                    .raw(Frame.of(Operation.WAIT).list("k").bytes())
                    .raw(Frame.of(Operation.ADD).text("n").number(1).bytes())
                    .raw(Frame.of(Operation.ADD).text("n").number(1).bytes()));
            client.answers(1L).answers(2L);
            server.witness().send(Frame.of(Operation.SET).texts("k", ""));
            client.answers(0);
        }
    }

    private long served() throws IOException {
        server.witness().send(Frame.of(Operation.ADD).text("served").number(0));
        return ByteBuffer.wrap(server.witness().read(Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }
}
