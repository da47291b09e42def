package dev.rendezvous.tcp;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.engine.ElasticHandler;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.testkit.TestIdentity;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handlers under TLS and with secrets, with keys, passwords and secrets from files. */
class TcpTlsTest {

    @TempDir
    static Path folder;

    private Nodes nodes;

    @BeforeAll
    static void makeFiles() throws Exception {
        TestIdentity.create(folder, "ours");
        TestIdentity.create(folder, "stranger");
        Files.writeString(folder.resolve("password"), TestIdentity.PASSWORD + "\n");
        Files.writeString(folder.resolve("secret"), "a long secret of all nodes\n");
        Files.writeString(folder.resolve("other"), "a long secret of other nodes\n");
        Files.writeString(folder.resolve("short"), "short\n");
    }

    @BeforeEach
    void start() throws Exception {
        nodes = new Nodes();
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    @Test
    void nodesMeetAndShareAStoreUnderTls() throws Exception {
        meetAndExchange(withKey(encrypted(), "ours"), withKey(encrypted(), "ours"));
    }

    @Test
    void nodesMeetWithClientCertificatesAndASecret() throws Exception {
        meetAndExchange(
                withKey(encrypted(), "ours")
                        .config("tls_client_certificates", "true")
                        .config("secret_file", file("secret")),
                withKey(encrypted(), "ours")
                        .config("tls_client_certificates", "true")
                        .config("secret_file", file("secret")));
    }

    @Test
    void nodeWithoutACertificateNeverServes() throws Exception {
        BackgroundCall<RendezvousInfo> first =
                BackgroundCall.start(handler(trusting(encrypted(), "ours"))::nextRendezvous);
        BackgroundCall<RendezvousInfo> second =
                BackgroundCall.start(handler(withKey(encrypted(), "ours"))::nextRendezvous);

        assertThat(first.result().worldSize()).isEqualTo(2);
        assertThat(second.result().worldSize()).isEqualTo(2);
    }

    @Test
    void nodeWithoutARequiredCertificateIsRefused() throws Exception {
        BackgroundCall<RendezvousInfo> server =
                serve(withKey(encrypted(), "ours").config("tls_client_certificates", "true"));

        assertThatThrownBy(handler(trusting(encrypted(), "ours").config("serve", "no"))::nextRendezvous)
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContainingAll("TLS", "127.0.0.1", "ertificate", "show one");
        server.interrupt();
    }

    @Test
    void serverOfAnotherIdentityIsNotTrusted() throws Exception {
        BackgroundCall<RendezvousInfo> server = serve(withKey(encrypted(), "stranger"));

        assertThatThrownBy(handler(trusting(encrypted(), "ours").config("serve", "no"))::nextRendezvous)
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContainingAll("TLS", "127.0.0.1", "certification path", "trust");
        server.interrupt();
    }

    @Test
    void checkNamesTheStepOfTls() throws Exception {
        BackgroundCall<RendezvousInfo> server = serve(withKey(encrypted(), "ours"));

        assertThat(steps(trusting(encrypted(), "ours")))
                .startsWith("resolve OK", "connect OK", "TLS OK", "login OK", "lease OK");
        assertThat(steps(encrypted())).containsExactly("resolve OK", "connect OK", "TLS FAIL");
        assertThat(steps(parameters())).containsExactly("resolve OK", "connect OK", "login FAIL");
        server.interrupt();
    }

    private List<String> steps(RendezvousParameters.Builder parameters) throws Exception {
        return ((ElasticHandler) handler(parameters))
                .check(Duration.ofSeconds(30)).stream()
                        .map(check -> check.step() + " " + check.result())
                        .toList();
    }

    @Test
    void nodeWithoutTlsLearnsThatServerNeedsIt() throws Exception {
        BackgroundCall<RendezvousInfo> server = serve(withKey(encrypted(), "ours"));

        assertThatThrownBy(handler(parameters())::nextRendezvous)
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContainingAll("answers with TLS", "at both sides or at none");
        server.interrupt();
    }

    @Test
    void otherSecretIsReportedAtOnce() throws Exception {
        BackgroundCall<RendezvousInfo> server = serve(parameters().config("secret_file", file("secret")));

        assertThatThrownBy(handler(parameters().config("secret_file", file("other")))::nextRendezvous)
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContaining("secret");
        server.interrupt();
    }

    @Test
    void shortSecretIsRefusedWithItsFile() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> handler(parameters().config("secret_file", file("short"))))
                .withMessageContainingAll("secret_file", file("short"), "at least 12");
    }

    @Test
    void nodeThatMustServeNeedsACertificate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> handler(trusting(encrypted(), "ours").config("serve", "yes")))
                .withMessageContainingAll("tls_key_store is missing", "serves");
    }

    @Test
    void userIsRefusedWithTheRemedy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> handler(parameters().config("user", "me")))
                .withMessageContainingAll("user", "secret_file");
    }

    private void meetAndExchange(RendezvousParameters.Builder one, RendezvousParameters.Builder other)
            throws Exception {
        BackgroundCall<RendezvousInfo> first = BackgroundCall.start(handler(one)::nextRendezvous);
        BackgroundCall<RendezvousInfo> second = BackgroundCall.start(handler(other)::nextRendezvous);
        first.result().store().set("key", new byte[] {42});
        assertThat(second.result().store().get("key")).containsExactly(42);
    }

    /** Starts a node that serves, and waits until it does. */
    private BackgroundCall<RendezvousInfo> serve(RendezvousParameters.Builder parameters) throws Exception {
        RendezvousHandler handler = handler(parameters);
        BackgroundCall<RendezvousInfo> call = BackgroundCall.start(handler::nextRendezvous);
        eventually("the server listens", () -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), nodes.port())) {
                return socket.isConnected();
            } catch (ConnectException e) {
                return false;
            }
        });
        return call;
    }

    private RendezvousHandler handler(RendezvousParameters.Builder parameters) {
        return nodes.closedAtEnd(TcpBackend.create(parameters.build()));
    }

    private RendezvousParameters.Builder parameters() {
        return nodes.parameters()
                .config("last_call", "100ms")
                .config("unreachable_timeout", "2s")
                .config("join_timeout", "1m");
    }

    private RendezvousParameters.Builder encrypted() {
        return parameters().config("tls", "true");
    }

    /** Trusts itself too, since the node that serves is a client of its own server. */
    private static RendezvousParameters.Builder withKey(RendezvousParameters.Builder parameters, String name) {
        return trusting(parameters, name)
                .config("tls_key_store", file(name + ".p12"))
                .config("tls_key_store_password_file", file("password"));
    }

    private static RendezvousParameters.Builder trusting(RendezvousParameters.Builder parameters, String name) {
        return parameters
                .config("tls_trust_store", file(name + ".p12"))
                .config("tls_trust_store_password_file", file("password"));
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }
}
