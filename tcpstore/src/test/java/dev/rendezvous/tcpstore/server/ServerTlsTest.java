package dev.rendezvous.tcpstore.server;

import static java.util.logging.Level.FINE;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.RawClient;
import dev.rendezvous.tcpstore.ServerLog;
import dev.rendezvous.tcpstore.wire.Operation;
import dev.rendezvous.tcpstore.wire.SharedSecret;
import dev.rendezvous.testkit.TestIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server under TLS, against the JDK's own client sockets. */
class ServerTlsTest {

    /** The server's, and that of its friends: the nodes of a job may share one. */
    private static TestIdentity ours;

    private static TestIdentity stranger;

    private final ServerLog log = ServerLog.open();
    private TcpStoreServer server;

    @BeforeAll
    static void makeIdentities(@TempDir Path folder) throws Exception {
        ours = TestIdentity.create(folder, "the secret of ours");
        stranger = TestIdentity.create(folder, "stranger");
    }

    @BeforeEach
    void start() throws Exception {
        server = server().start();
    }

    private static TcpStoreServer.Builder server() throws Exception {
        return TcpStoreServer.builder().tls(ours.trusting(ours));
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void requestsAreServed(String version) throws Exception {
        try (RawClient client = connect(ours.trustedByAnother(), version)) {
            client.send(Frame.handshake());
            client.send(Frame.of(Operation.SET).texts("k", "v"));
            client.send(Frame.of(Operation.GET).text("k")).answers("v");
            client.answersNothingElse(Dialect.CURRENT, 1);
        }
    }

    @Test
    void waiterIsWoken() throws Exception {
        try (RawClient waiter = current();
                RawClient setter = current()) {
            waiter.send(Frame.of(Operation.WAIT).list("k")).answersNothingElse(Dialect.CURRENT, 0);
            setter.send(Frame.of(Operation.SET).texts("k", "v"));
            waiter.answers(0);
        }
    }

    @Test
    void longValuesPassInBothDirections() throws Exception {
        byte[] value = new byte[4 << 20];
        new Random(1).nextBytes(value);
        try (RawClient client = current()) {
            client.send(Frame.of(Operation.SET).text("k").text(value));
            for (int i = 0; i < 3; i++) {
                client.send(Frame.of(Operation.GET).text("k"))
                        .answers(new Frame().text(value).bytes());
            }
        }
    }

    @Test
    void manyRequestsInARowAreServed() throws Exception {
        try (RawClient client = current()) {
            Frame adds = new Frame();
            for (int i = 0; i < 2_000; i++) {
                adds.raw(Frame.of(Operation.ADD).text("n").number(1).bytes());
            }
            client.send(adds);
            for (long i = 1; i <= 2_000; i++) {
                client.answers(i);
            }
        }
    }

    @Test
    void clientCertificateIsAskedForAndChecked() throws Exception {
        try (TcpStoreServer mutual = server().requireClientCertificate(true).start()) {
            try (RawClient client = connect(mutual, ours.trusting(ours), "TLSv1.3")) {
                client.send(Frame.handshake()).answersNothingElse(Dialect.CURRENT, 0);
            }
            assertNotServed(mutual, ours.trustedByAnother());
            assertNotServed(mutual, stranger.trusting(ours));
        }
        log.says(FINE, "certificate");
    }

    @Test
    void clientThatDoesNotTrustTheServerLeaves() throws Exception {
        assertNotServed(server, ours.trusting(stranger));
        log.says(FINE, "certificate");
    }

    @Test
    void plainClientIsRefusedAndOthersAreServed() throws Exception {
        try (RawClient plain = RawClient.silent(server)) {
            plain.send(new Frame().raw(Frame.handshake()).raw(new byte[100]));
            log.says(FINE, "TLS");
        }
        try (RawClient client = current()) {
            client.answersNothingElse(Dialect.CURRENT, 0);
        }
    }

    @Test
    void unfinishedHandshakeIsClosedAfterAWhile() throws Exception {
        try (TcpStoreServer impatient =
                        server().stallTimeout(Duration.ofMillis(50)).start();
                RawClient silent = RawClient.silent(impatient)) {
            silent.socket().setSoTimeout(10_000);
            silent.read(1);
        }
        log.says(FINE, "handshake has not ended within 50 ms");
    }

    @Test
    void secondHandshakeIsRefused() throws Exception {
        try (RawClient client = connect(ours.trustedByAnother(), "TLSv1.2")) {
            client.send(Frame.handshake()).answersNothingElse(Dialect.CURRENT, 0);
            assertThatIOException().isThrownBy(() -> {
                ((SSLSocket) client.socket()).startHandshake();
                client.answersNothingElse(Dialect.CURRENT, 0);
            });
        }
        log.says(FINE, "second TLS handshake");
    }

    @Test
    void uninitialisedContextIsRefusedAtOnce() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");

        assertThatIllegalStateException()
                .isThrownBy(() -> TcpStoreServer.builder().tls(context).start());
    }

    @Test
    void secretIsAskedForUnderTlsToo() throws Exception {
        SharedSecret secret = new SharedSecret("the secret of tests");
        try (TcpStoreServer both = server().secret("the secret of tests").start();
                RawClient client = connect(both, ours.trustedByAnother(), "TLSv1.3")) {
            byte[] nonce = SharedSecret.newNonce();
            client.send(Frame.handshake());
            client.send(new Frame().raw(new byte[] {SharedSecret.OPERATION}).raw(nonce));
            byte[] serverNonce = client.read(SharedSecret.NONCE_BYTES);
            client.send(secret.clientProof(nonce, serverNonce)).answers((int) SharedSecret.ACCEPTED);
            client.answers(secret.serverProof(nonce, serverNonce));
            client.answersNothingElse(Dialect.CURRENT, 0);
        }
    }

    @Test
    void closeSaysGoodbyeToEveryClient() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clients.add(current().answersNothingElse(Dialect.CURRENT, 0));
        }
        server.close();
        for (RawClient client : clients) {
            client.isClosedByServer();
            client.close();
        }
    }

    private static void assertNotServed(TcpStoreServer server, SSLContext context) {
        assertThatIOException().isThrownBy(() -> {
            try (RawClient client = connect(server, context, "TLSv1.3")) {
                client.send(Frame.handshake()).answersNothingElse(Dialect.CURRENT, 0);
            }
        });
    }

    private RawClient current() throws Exception {
        return connect(ours.trustedByAnother(), "TLSv1.3").send(Frame.handshake());
    }

    private RawClient connect(SSLContext context, String version) throws IOException {
        return connect(server, context, version);
    }

    private static RawClient connect(TcpStoreServer server, SSLContext context, String version) throws IOException {
        InetSocketAddress address = server.address();
        Socket plain = new Socket(address.getAddress(), address.getPort());
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, "127.0.0.1", address.getPort(), true);
        socket.setEnabledProtocols(new String[] {version});
        return new RawClient(socket);
    }
}
