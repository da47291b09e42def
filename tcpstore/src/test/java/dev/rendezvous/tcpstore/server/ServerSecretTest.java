package dev.rendezvous.tcpstore.server;

import static java.util.logging.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.RawClient;
import dev.rendezvous.tcpstore.ServerLog;
import dev.rendezvous.tcpstore.wire.Operation;
import dev.rendezvous.tcpstore.wire.SharedSecret;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerSecretTest {

    private static final SharedSecret SECRET = new SharedSecret("the secret of this job");
    private static final byte[] NONCE = SharedSecret.newNonce();

    private final ServerLog log = ServerLog.open();
    private TcpStoreServer server;

    @BeforeEach
    void start() throws IOException {
        server = TcpStoreServer.builder()
                .secret("the secret of this job")
                .stallTimeout(Duration.ofSeconds(5))
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
    }

    @Test
    void proofIsTheHmacOfSpeakerAndNonces() {
        byte[] zeros = new byte[32];

        assertThat(SECRET.serverProof(zeros, zeros))
                .containsExactly(Frame.hex("cd7d06b7ba9b1701399bd9ba75d53c6e2f3b7a3a2aab4fd0a176fc0dbccf1f03"));
        assertThat(SECRET.clientProof(zeros, zeros))
                .containsExactly(Frame.hex("fce1350dfa2ab2e69dbab608a9378db4e3598f74af51820e97d555504a8d5bf8"));
    }

    @Test
    void clientAndServerWithOneSecretMeet() throws IOException {
        try (RawClient client = RawClient.current(server)) {
            byte[] serverNonce = begin(client);
            client.send(SECRET.clientProof(NONCE, serverNonce)).answers((int) SharedSecret.ACCEPTED);
            client.answers(SECRET.serverProof(NONCE, serverNonce));
            client.answersNothingElse(Dialect.CURRENT, 0);
        }
    }

    @Test
    void proofMayComeByteByByte() throws IOException {
        try (RawClient client = RawClient.current(server)) {
            client.send(new byte[] {SharedSecret.OPERATION});
            for (byte b : NONCE) {
                client.send(new byte[] {b});
            }
            byte[] serverNonce = client.read(SharedSecret.NONCE_BYTES);
            client.send(new Frame()
                    .raw(SECRET.clientProof(NONCE, serverNonce))
                    .raw(Frame.of(Operation.ADD).text("k").number(1).bytes()));
            client.answers((int) SharedSecret.ACCEPTED);
            client.answers(SECRET.serverProof(NONCE, serverNonce)).answers(1L);
        }
    }

    @Test
    void wrongSecretIsRefused() throws Exception {
        SharedSecret wrong = new SharedSecret("another secret");
        try (RawClient client = RawClient.current(server)) {
            byte[] serverNonce = begin(client);
            client.send(wrong.clientProof(NONCE, serverNonce)).answers((int) SharedSecret.REJECTED);
            client.isClosedByServer();
        }
        log.says(WARNING, "127.0.0.1", "another secret");
    }

    @Test
    void proofOfTheServerIsRefusedFromClient() throws Exception {
        try (RawClient client = RawClient.current(server)) {
            byte[] serverNonce = begin(client);
            client.send(SECRET.serverProof(NONCE, serverNonce)).answers((int) SharedSecret.REJECTED);
            client.isClosedByServer();
        }
    }

    @Test
    void proofOfAnotherConnectionIsRefused() throws Exception {
        byte[] recorded;
        try (RawClient client = RawClient.current(server)) {
            recorded = SECRET.clientProof(NONCE, begin(client));
            client.send(recorded).answers((int) SharedSecret.ACCEPTED);
        }
        try (RawClient replaying = RawClient.current(server)) {
            begin(replaying);
            replaying.send(recorded).answers((int) SharedSecret.REJECTED);
            replaying.isClosedByServer();
        }
    }

    @Test
    void requestWithoutAProofIsRefused() throws Exception {
        try (RawClient client = RawClient.current(server)) {
            client.send(Frame.of(Operation.GET_NUM_KEYS)).isClosedByServer();
        }
        log.says(WARNING, "found 0x07", "expected 0xe0", "secret");
    }

    @Test
    void legacyClientIsRefused() throws Exception {
        try (RawClient client = RawClient.silent(server)) {
            client.send(Frame.of(Operation.GET_NUM_KEYS, Dialect.LEGACY_1_13)).isClosedByServer();
        }
        log.says(WARNING, "LEGACY_1_13", "secret");
    }

    @Test
    void silentClientIsClosedAfterAWhile() throws Exception {
        try (TcpStoreServer impatient = TcpStoreServer.builder()
                        .secret("the secret of tests")
                        .stallTimeout(Duration.ofMillis(50))
                        .start();
                RawClient silent = RawClient.silent(impatient)) {
            silent.isClosedByServer();
        }
        log.says(WARNING, "handshake has not ended within 50 ms");
    }

    @Test
    void clientWithASecretIsRefusedWithoutOne() throws Exception {
        try (TcpStoreServer open = TcpStoreServer.builder().start();
                RawClient client = RawClient.current(open)) {
            client.send(new byte[] {SharedSecret.OPERATION}).isClosedByServer();
        }
        log.says(WARNING, "0xe0", "CURRENT");
    }

    @Test
    void secretIsNotEmptyAndIsNotPrinted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SharedSecret("eleven char"))
                .withMessageContaining("11 characters; expected at least 12");
        assertThat(SECRET.toString()).doesNotContain("job");
        assertThat(SharedSecret.newNonce()).isNotEqualTo(SharedSecret.newNonce());
        assertThat(SharedSecret.isSame(new byte[] {1, 2}, new byte[] {1, 3})).isFalse();
        assertThat(SharedSecret.isSame(new byte[] {1, 2}, Arrays.copyOf(new byte[] {1, 2}, 2)))
                .isTrue();
    }

    /** {@return the server's nonce} */
    private static byte[] begin(RawClient client) throws IOException {
        client.send(new Frame().raw(new byte[] {SharedSecret.OPERATION}).raw(NONCE));
        return client.read(SharedSecret.NONCE_BYTES);
    }
}
