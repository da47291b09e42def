package dev.rendezvous.tcpstore.server;

import static java.util.logging.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.RawClient;
import dev.rendezvous.tcpstore.ServerLog;
import dev.rendezvous.tcpstore.wire.Operation;
import dev.rendezvous.tcpstore.wire.SharedSecret;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that send a byte now and then, on a clock that the test moves. */
class SlowClientTest {

    private static final Duration STALL = Duration.ofSeconds(60);

    private final ServerLog log = ServerLog.open();
    private final AtomicLong now = new AtomicLong();

    @AfterEach
    void closeLog() {
        log.close();
    }

    private TcpStoreServer.Builder server() {
        return TcpStoreServer.builder().stallTimeout(STALL).nanoClock(now::get);
    }

    /** Sends a byte each 50 s, and tells after how many the server has closed the connection. */
    private int drip(TcpStoreServer server, RawClient client) throws Exception {
        for (int bytes = 1; bytes < 20; bytes++) {
            now.addAndGet(Duration.ofSeconds(50).toNanos());
            try {
                client.send(new byte[] {7});
            } catch (IOException closed) {
                return bytes;
            }
            try (RawClient other = RawClient.silent(server)) {
                other.send(Frame.of(Operation.GET_NUM_KEYS, Dialect.LEGACY_1_13));
                other.read(1);
            }
            if (server.connections() == 0) {
                return bytes;
            }
        }
        return Integer.MAX_VALUE;
    }

    @Test
    void requestThatDripsIsEndedThoughBytesCome() throws Exception {
        try (TcpStoreServer server = server().start();
                RawClient client = RawClient.current(server)) {
            client.answersNothingElse(Dialect.CURRENT, 0);
            client.send(Frame.of(Operation.SET).text("k").number(8 << 20));
            assertThat(drip(server, client)).isLessThan(20);
        }
        log.says(WARNING, "less than 16 KiB a second");
    }

    @Test
    void proofThatDripsIsEndedThoughBytesCome() throws Exception {
        try (TcpStoreServer server = server().secret("the secret of tests").start();
                RawClient client = RawClient.current(server)) {
            client.send(new byte[] {SharedSecret.OPERATION});
            assertThat(drip(server, client)).isLessThan(20);
        }
        log.says(WARNING, "handshake has not ended within 1 min");
    }

    @Test
    void clientThatIsIdleBetweenRequestsStays() throws Exception {
        try (TcpStoreServer server = server().start();
                RawClient client = RawClient.current(server)) {
            for (int i = 0; i < 3; i++) {
                client.send(Frame.of(Operation.SET).text("k").text(new byte[100_000]));
                client.answersNothingElse(Dialect.CURRENT, 1);
                now.addAndGet(Duration.ofHours(1).toNanos());
            }
        }
        assertThat(log.messages(WARNING)).isEmpty();
    }

    @Test
    void serverBoundToAllOfIpv4SaysSo() throws Exception {
        try (TcpStoreServer server =
                TcpStoreServer.builder().bindAddress("0.0.0.0").start()) {
            assertThat(server.endpoint()).hasToString("0.0.0.0:" + server.port());
            assertThat(server.address().getAddress().getHostAddress()).isEqualTo("0.0.0.0");
        }
    }
}
