package dev.rendezvous.tcpstore.server;

import static java.util.logging.Level.FINE;
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
    void aProofIsTheHmacOfTheSpeakerAndBothNonces() {
        byte[] zeros = new byte[32];

        assertThat(new SharedSecret("key").serverProof(zeros, zeros))
                .containsExactly(Frame.hex("4f43ce020bb1f210e87a20f8d6516077e73b172a506dca81a7afd472cd636bcc"));
        assertThat(new SharedSecret("key").clientProof(zeros, zeros))
                .containsExactly(Frame.hex("d5a12cef3cee545d8528492644eeb7f10541752bea0dcedb88a5c14fd064e043"));
    }

    @Test
    void aClientThatKnowsTheSecretIsServedByAServerThatShowsIt() throws IOException {
        try (RawClient client = RawClient.current(server)) {
            byte[] serverNonce = begin(client);
            client.answers(SECRET.serverProof(NONCE, serverNonce));
            client.send(SECRET.clientProof(NONCE, serverNonce)).answers((int) SharedSecret.ACCEPTED);
            client.answersNothingElse(Dialect.CURRENT, 0);
        }
    }

    @Test
    void theProofMayComeByteByByteAndWithTheFirstRequest() throws IOException {
        try (RawClient client = RawClient.current(server)) {
            client.send(new byte[] {SharedSecret.OPERATION});
            for (byte b : NONCE) {
                client.send(new byte[] {b});
            }
            byte[] serverNonce = client.read(SharedSecret.NONCE_BYTES);
            client.answers(SECRET.serverProof(NONCE, serverNonce));
            client.send(new Frame()
                    .raw(SECRET.clientProof(NONCE, serverNonce))
                    .raw(Frame.of(Operation.ADD).text("k").number(1).bytes()));
            client.answers((int) SharedSecret.ACCEPTED).answers(1L);
        }
    }

    @Test
    void aWrongSecretIsRefused() throws Exception {
        SharedSecret wrong = new SharedSecret("another");
        try (RawClient client = RawClient.current(server)) {
            byte[] serverNonce = begin(client);
            client.read(SharedSecret.PROOF_BYTES);
            client.send(wrong.clientProof(NONCE, serverNonce)).isClosedByServer();
        }
        log.says(FINE, "another secret");
    }

    @Test
    void theServersOwnProofSentBackIsRefused() throws Exception {
        try (RawClient client = RawClient.current(server)) {
            begin(client);
            client.send(client.read(SharedSecret.PROOF_BYTES)).isClosedByServer();
        }
    }

    @Test
    void aProofOfAnotherConnectionIsRefused() throws Exception {
        byte[] recorded;
        try (RawClient client = RawClient.current(server)) {
            recorded = SECRET.clientProof(NONCE, begin(client));
            client.read(SharedSecret.PROOF_BYTES);
            client.send(recorded).answers((int) SharedSecret.ACCEPTED);
        }
        try (RawClient replaying = RawClient.current(server)) {
            begin(replaying);
            replaying.read(SharedSecret.PROOF_BYTES);
            replaying.send(recorded).isClosedByServer();
        }
    }

    @Test
    void aRequestWithoutAProofIsRefused() throws Exception {
        try (RawClient client = RawClient.current(server)) {
            client.send(Frame.of(Operation.GET_NUM_KEYS)).isClosedByServer();
        }
        log.says(FINE, "found 0x07", "expected 0xe0", "secret");
    }

    @Test
    void aLegacyClientIsRefused() throws Exception {
        try (RawClient client = RawClient.silent(server)) {
            client.send(Frame.of(Operation.GET_NUM_KEYS, Dialect.LEGACY_1_13)).isClosedByServer();
        }
        log.says(FINE, "LEGACY_1_13", "secret");
    }

    @Test
    void whoShowsNothingAtAllIsClosedAfterAWhile() throws Exception {
        try (TcpStoreServer impatient = TcpStoreServer.builder()
                        .secret("s")
                        .stallTimeout(Duration.ofMillis(50))
                        .start();
                RawClient silent = RawClient.silent(impatient)) {
            silent.isClosedByServer();
        }
        log.says(FINE, "nothing has come for 50 ms");
    }

    @Test
    void aClientWithASecretIsRefusedByAServerWithoutOne() throws Exception {
        try (TcpStoreServer open = TcpStoreServer.builder().start();
                RawClient client = RawClient.current(open)) {
            client.send(new byte[] {SharedSecret.OPERATION}).isClosedByServer();
        }
        log.says(FINE, "0xe0", "CURRENT");
    }

    @Test
    void aSecretIsNotEmptyAndShowsNothingOfItself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SharedSecret(""))
                .withMessageContaining("empty");
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
