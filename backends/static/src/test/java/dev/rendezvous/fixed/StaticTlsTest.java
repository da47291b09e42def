package dev.rendezvous.fixed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import dev.rendezvous.tcpstore.client.TcpStoreInspector;
import dev.rendezvous.testkit.TestIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The backend under TLS, with keys and passwords from files. */
final class StaticTlsTest extends StaticFixture {

    private static final Duration ONE_ATTEMPT = Duration.ZERO;

    @TempDir
    static Path folder;

    private static TestIdentity ours;

    @BeforeAll
    static void makeIdentities() throws Exception {
        ours = TestIdentity.create(folder, "ours");
        TestIdentity.create(folder, "stranger");
        Files.writeString(folder.resolve("password"), TestIdentity.PASSWORD + "\n");
        Files.writeString(folder.resolve("wrong"), "guess");
        Files.write(folder.resolve("empty.p12"), new byte[0]);
    }

    @Test
    void nodesMeetUnderTlsWithoutPlainClients() throws Exception {
        List<RendezvousInfo> places =
                meet(List.of(handler(withKey(encrypted(0), "ours")), handler(trusting(encrypted(1), "ours"))));

        places.get(1).store().set("key", "value".getBytes(UTF_8));
        assertThat(places.get(0).store().get("key")).isEqualTo("value".getBytes(UTF_8));
        assertThatThrownBy(() -> look().connectTimeout(ONE_ATTEMPT).connect())
                .isInstanceOf(RendezvousConnectionException.class);
        try (TcpStoreInspector inspector = TcpStoreInspector.connect(look().tls(ours.trustedByAnother()))) {
            assertThat(inspector.keys()).isNotEmpty();
        }
    }

    @Test
    void hostOfAnotherIdentityIsNotTrusted() throws Exception {
        StaticRendezvousHandler host = handler(withKey(encrypted(0), "stranger").config("join_timeout", "1s"));
        assertThatThrownBy(host::nextRendezvous).isInstanceOf(RendezvousException.class);

        StaticRendezvousHandler member = handler(trusting(encrypted(1), "ours").config("join_timeout", "1m"));

        assertThatThrownBy(member::nextRendezvous)
                .isInstanceOf(RendezvousException.class)
                .hasStackTraceContaining("certificat");
    }

    @Test
    void nodeWithoutARequiredCertificateIsRefused() throws Exception {
        List<RendezvousInfo> places = meet(List.of(
                handler(withKey(encrypted(0), "ours").config("tls_client_certificates", "true")),
                handler(withKey(encrypted(1), "ours").config("tls_client_certificates", "true"))));
        assertThat(places).hasSize(2);

        assertThatThrownBy(() -> look().connectTimeout(ONE_ATTEMPT)
                        .tls(ours.trustedByAnother())
                        .connect())
                .isInstanceOf(RendezvousConnectionException.class);
        try (TcpStoreInspector inspector = TcpStoreInspector.connect(look().tls(ours.trusting(ours)))) {
            assertThat(inspector.keys()).isNotEmpty();
        }
    }

    @Test
    void refusedCertificateIsReportedAtOnce() throws Exception {
        BackgroundCall<RendezvousInfo> host = BackgroundCall.start(
                handler(withKey(encrypted(0), "ours").config("tls_client_certificates", "true"))::nextRendezvous);
        RendezvousParameters.Builder stranger = trusting(encrypted(1), "ours")
                .config("tls_key_store", file("stranger.p12"))
                .config("tls_key_store_password_file", file("password"))
                .config("tls_client_certificates", "true");

        assertThatThrownBy(handler(stranger)::nextRendezvous)
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageMatching("(?s).*(bad_certificate|certificate_required).*")
                .hasMessageNotContaining("PyTorch");
        host.interrupt();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            0 | tls=true | tls_key_store is missing; rank 0 shows
            1 | tls=true tls_client_certificates=true | tls_key_store is missing; tls_client_certificates is true
            1 | tls=true tls_client_certificates=true tls_key_store=ours.p12 tls_key_store_password_file=password | tls_trust_store is missing
            1 | tls=true tls_trust_store_password_file=password | tls_trust_store is missing; tls_trust_store_password_file is there
            1 | tls=true tls_key_store_password_file=password | tls_key_store is missing; tls_key_store_password_file is there
            1 | tls_trust_store=ours.p12 | tls_trust_store; TLS is off; set tls to true
            1 | tls=false tls_key_store_password_file=password | tls_key_store_password_file; TLS is off
            1 | tls_client_certificates=true | tls_client_certificates; TLS is off
            1 | tls=true tls_trust_store=nowhere.p12 | nowhere.p12; tls_trust_store; no such file
            1 | tls=true tls_trust_store=empty.p12 | empty.p12; tls_trust_store; cannot be read
            1 | tls=true tls_trust_store=ours.p12 tls_trust_store_password_file=wrong | ours.p12; password was incorrect
            1 | tls=true tls_key_store=ours.p12 tls_key_store_password_file=nowhere | nowhere; tls_key_store_password_file
            1 | tls=true tls_key_store=ours.p12 | ours.p12; tls_key_store
            1 | tls=true tls_trust_store=ours.p12 | ours.p12; tls_trust_store
            """)
    void whatDoesNotGoTogetherOrCannotBeReadIsNamedAtOnce(int rank, String config, String message) {
        RendezvousParameters.Builder parameters = parameters(rank, 2);
        for (String pair : config.split(" ", -1)) {
            String[] parts = pair.split("=", 2);
            boolean isFile = !parts[1].equals("true") && !parts[1].equals("false");
            parameters.config(parts[0], isFile ? file(parts[1]) : parts[1]);
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> handler(parameters))
                .withMessageContainingAll(message.split("; ", -1))
                .withMessageNotContaining("guess");
    }

    private RendezvousParameters.Builder encrypted(int rank) {
        return parameters(rank, 2).config("tls", "true");
    }

    /** Trusts itself too, since rank 0 is a client of its own server. */
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

    private TcpStoreClient.Builder look() throws IOException {
        return TcpStoreClient.builder(Endpoint.parse(endpoint()));
    }
}
