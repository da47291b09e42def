package dev.rendezvous.tcpstore.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.logging.Level.FINE;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.RawClient;
import dev.rendezvous.tcpstore.ServerLog;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that does not keep to the protocol closes only its own connection, and the log names the reason. */
class RefusedRequestTest {

    private final ServerLog log = ServerLog.open();
    private final WitnessedServer server;

    RefusedRequestTest() throws IOException {
        server = new WitnessedServer(() -> 0);
    }

    /** Whatever a bad client did, others are served. */
    @AfterEach
    void othersAreServed() throws IOException {
        server.othersAreServedNow();
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
        try (RawClient bad = server.silentClient()) {
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
        try (RawClient bad = server.currentClient()) {
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
            noisy.add(server.silentClient().send(noise));
        }
        server.othersAreServedNow();
        for (RawClient client : noisy) {
            client.close();
        }
    }

    private void assertRefused(byte[] bytes, String... reason) throws Exception {
        try (RawClient bad = server.silentClient()) {
            bad.send(bytes).isClosedByServer();
            log.says(FINE, "127.0.0.1:" + bad.socket().getLocalPort());
        }
        log.says(FINE, reason);
    }
}
