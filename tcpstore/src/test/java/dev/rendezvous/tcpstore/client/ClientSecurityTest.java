package dev.rendezvous.tcpstore.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import dev.rendezvous.testkit.TestIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our client and our server, which know each other. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClientSecurityTest {

    private static final int THREADS = 16;
    private static final int CALLS = 100;

    private static TestIdentity ours;
    private static TestIdentity stranger;

    @BeforeAll
    static void makeIdentities(@TempDir Path folder) throws Exception {
        ours = TestIdentity.create(folder, "the secret of ours");
        stranger = TestIdentity.create(folder, "stranger");
    }

    private static TcpStoreClient.Builder client(TcpStoreServer server) {
        return TcpStoreClient.builder("localhost", server.port()).connectTimeout(Duration.ofSeconds(20));
    }

    /** Where it is to fail, once is enough. */
    private static TcpStoreClient.Builder oneAttempt(TcpStoreServer server) {
        return client(server).connectTimeout(Duration.ZERO);
    }

    private static TcpStoreServer.Builder tlsServer() throws Exception {
        return TcpStoreServer.builder().tls(ours.trusting(ours));
    }

    @Test
    void valuesOfEverySizePassTlsBothWays() throws Exception {
        try (TcpStoreServer server = tlsServer().start();
                TcpStoreClient client =
                        client(server).tls(ours.trustedByAnother()).connect()) {
            for (int size : new int[] {0, 1, 16_383, 16_384, 16_385, 100_000, StoreLimits.DEFAULT.maxValueBytes()}) {
                byte[] value = new byte[size];
                new Random(size).nextBytes(value);
                client.set("key", value);
                assertThat(client.get("key")).isEqualTo(value);
            }
        }
    }

    @Test
    void manyThreadsShareOneConnectionUnderTls() throws Exception {
        try (TcpStoreServer server = tlsServer().start();
                TcpStoreClient client =
                        client(server).tls(ours.trustedByAnother()).connect()) {
            List<BackgroundCall<Long>> calls = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                calls.add(BackgroundCall.start(() -> {
                    for (int call = 1; call < CALLS; call++) {
                        client.add("counter", 1);
                    }
                    return client.add("counter", 1);
                }));
            }
            for (BackgroundCall<Long> call : calls) {
                assertThat(call.result()).isPositive();
            }
            assertThat(client.add("counter", 0)).isEqualTo(THREADS * CALLS);
        }
    }

    @Test
    void serverMayRequireACertificateOfTheClient() throws Exception {
        try (TcpStoreServer server = tlsServer().requireClientCertificate(true).start()) {
            try (TcpStoreClient client = client(server).tls(ours.trusting(ours)).connect()) {
                assertThat(client.add("counter", 1)).isEqualTo(1);
            }
            assertThatThrownBy(oneAttempt(server).tls(ours.trustedByAnother())::connect)
                    .isInstanceOf(RendezvousConnectionException.class);
        }
    }

    @Test
    void refusedCertificateIsReportedAtOnce() throws Exception {
        try (TcpStoreServer server = tlsServer().requireClientCertificate(true).start()) {
            assertThatThrownBy(client(server).tls(stranger.trusting(ours))::connect)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("this client needs one that the server trusts")
                    .hasMessageMatching("(?s).*(bad_certificate|certificate_required).*")
                    .hasMessageNotContaining("attempts")
                    .hasMessageNotContaining("PyTorch");
        }
    }

    @Test
    void missingCertificateIsReportedAtOnce() throws Exception {
        try (TcpStoreServer server = tlsServer().requireClientCertificate(true).start()) {
            assertThatThrownBy(client(server).tls(ours.trustedByAnother())::connect)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("this client has not shown a certificate")
                    .hasMessageNotContaining("attempts")
                    .hasMessageNotContaining("PyTorch");
        }
    }

    @Test
    void serverThatIsNotTrustedIsLeft() throws Exception {
        try (TcpStoreServer server = tlsServer().start()) {
            assertThatThrownBy(oneAttempt(server).tls(stranger.trustedByAnother())::connect)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("TLS with 127.0.0.1:" + server.port() + " fails");
        }
    }

    @Test
    void certificateOfAnotherHostIsRefused() throws Exception {
        try (TcpStoreServer server = tlsServer().bindAddress("127.0.0.2").start()) {
            assertThatThrownBy(() -> TcpStoreClient.builder("127.0.0.2", server.port())
                            .tls(ours.trustedByAnother())
                            .connectTimeout(Duration.ZERO)
                            .connect())
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("127.0.0.2");
        }
    }

    @Test
    void plainTextOnOneSideSendsNothing() throws Exception {
        try (TcpStoreServer tls = tlsServer().start();
                TcpStoreServer plain = TcpStoreServer.builder().start()) {
            assertThatThrownBy(oneAttempt(tls)::connect)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("TLS");
            assertThatThrownBy(oneAttempt(plain).tls(ours.trustedByAnother())::connect)
                    .isInstanceOf(RendezvousConnectionException.class);
        }
    }

    @Test
    void secretMustBeTheSameOnBothSides() throws Exception {
        try (TcpStoreServer server =
                TcpStoreServer.builder().secret("the secret of ours").start()) {
            try (TcpStoreClient client =
                    client(server).secret("the secret of ours").connect()) {
                assertThat(client.add("counter", 1)).isEqualTo(1);
            }
            assertThatThrownBy(oneAttempt(server).secret("the secret of theirs")::connect)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("differ");
            assertThatThrownBy(oneAttempt(server)::connect)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("secret");
            assertThatThrownBy(oneAttempt(server).dialect(Dialect.LEGACY_1_13)::connect)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("secret");
        }
    }

    @Test
    void clientWithASecretDistrustsServerWithoutOne() throws Exception {
        try (TcpStoreServer server = TcpStoreServer.builder().start()) {
            assertThatThrownBy(oneAttempt(server).secret("the secret of ours")::connect)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("does the server have a secret, and the same one?");
        }
    }

    @Test
    void secretIsKeptUnderTlsToo() throws Exception {
        try (TcpStoreServer server = tlsServer().secret("the secret of ours").start();
                TcpStoreClient client = client(server)
                        .tls(ours.trustedByAnother())
                        .secret("the secret of ours")
                        .connect()) {
            assertThat(client.add("counter", 1)).isEqualTo(1);
        }
    }
}
