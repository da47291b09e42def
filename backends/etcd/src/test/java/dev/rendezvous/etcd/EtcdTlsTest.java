package dev.rendezvous.etcd;

import static dev.rendezvous.etcd.Spaces.answer;
import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.etcd.transport.Gateway;
import dev.rendezvous.etcd.transport.HttpGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS and client certificates, at servers that ask for them. */
@RequiresEtcd
class EtcdTlsTest {

    @TempDir
    private static Path folder;

    private static Certificate server;
    private static Certificate named;
    private static Certificate unnamed;
    private static Path password;
    private static EtcdServer etcd;

    private final Spaces spaces = new Spaces();

    @BeforeAll
    static void start() throws Exception {
        server = Certificate.create(folder, "server", "CN=server");
        named = Certificate.create(folder, "named", "CN=alice");
        unnamed = Certificate.create(folder, "unnamed", "O=rendezvous");
        password = Files.writeString(folder.resolve("store-password"), Certificate.PASSWORD);
        Path trusted = folder.resolve("trusted.crt");
        Files.writeString(
                trusted,
                Files.readString(server.certificate())
                        + Files.readString(named.certificate())
                        + Files.readString(unnamed.certificate()));
        etcd = EtcdServer.start(List.of(
                "--cert-file=" + server.certificate(),
                "--key-file=" + server.key(),
                "--client-cert-auth=true",
                "--trusted-ca-file=" + trusted));
    }

    @AfterAll
    static void stop() throws Exception {
        etcd.close();
    }

    @AfterEach
    void close() throws Exception {
        spaces.close();
    }

    @Test
    void trustedClientWritesAndWatches() throws Exception {
        CoordinationSpace space = spaces.open(endpoint(), tls(server, unnamed));
        AtomicInteger hints = new AtomicInteger();
        answer(space.watch("m/", hints::incrementAndGet));
        assertThat(Spaces.create(space, "m/key", "1")).isInstanceOf(WriteOutcome.Applied.class);
        eventually("a hint", () -> hints.get() > 0);
    }

    @Test
    void wrongAuthorityIsNamed() throws Exception {
        CoordinationSpace space = spaces.open(endpoint(), tls(named, unnamed));
        assertThatThrownBy(() -> answer(space.get("m/key")))
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContaining(endpoint())
                .hasMessageContaining("tls_trust_store");
        assertThat(answer(space.check())).singleElement().satisfies(check -> {
            assertThat(check.step()).isEqualTo("TLS " + endpoint());
            assertThat(check.detail()).contains(endpoint(), "tls_trust_store");
        });
    }

    @Test
    void missingClientCertificateIsNamed() {
        CoordinationSpace space = spaces.open(endpoint(), trusting(server));
        assertThatThrownBy(() -> answer(space.get("m/key")))
                .isInstanceOf(RendezvousException.class)
                .hasMessageContaining(endpoint())
                .hasMessageContaining("tls_key_store");
    }

    @Test
    void clientWithoutTlsIsTold() {
        CoordinationSpace space = spaces.open(endpoint(), Map.of());
        assertThatThrownBy(() -> answer(space.get("m/key")))
                .isInstanceOf(RendezvousException.class)
                .hasMessageContaining(endpoint())
                .hasMessageContaining("tls=true");
    }

    @Test
    void serverWithoutTlsIsNamed() {
        String plain = SharedEtcd.get().endpoint().toString();
        CoordinationSpace space = spaces.open(plain, trusting(server));
        assertThatThrownBy(() -> answer(space.get("m/key")))
                .isInstanceOf(RendezvousException.class)
                .hasMessageContaining(plain)
                .hasMessageContaining("leave out tls");
    }

    @Test
    void handshakeThatIsResetIsRetriedWithoutTls() throws Exception {
        try (AbruptServer abrupt = new AbruptServer()) {
            CoordinationSpace space = spaces.open(abrupt.endpoint(), trusting(server));
            assertThatThrownBy(() -> answer(space.get("m/key")))
                    .isInstanceOf(RendezvousStateException.class)
                    .hasMessageContaining(abrupt.endpoint())
                    .hasMessageContaining("leave out tls");
        }
    }

    /** The gateway does not log in the user that a certificate names, and refuses to act as if it did. */
    @Test
    void commonNameUnderAuthenticationIsNamed() throws Exception {
        Path secret = Files.writeString(folder.resolve("password"), EtcdUsers.PASSWORD);
        try (EtcdServer guarded = startWithUsers()) {
            Map<String, String> login = Map.of("user", "alice", "password_file", secret.toString());
            CoordinationSpace accepted = spaces.open(guarded.endpoint().toString(), with(tls(server, unnamed), login));
            assertThat(Spaces.create(accepted, "m/key", "1")).isInstanceOf(WriteOutcome.Applied.class);
            CoordinationSpace refused = spaces.open(guarded.endpoint().toString(), with(tls(server, named), login));
            assertThatThrownBy(() -> answer(refused.get("m/key")))
                    .isInstanceOf(RendezvousStateException.class)
                    .hasMessageContaining("CommonName")
                    .hasMessageContaining("tls_key_store");
        }
    }

    private EtcdServer startWithUsers() throws Exception {
        EtcdServer guarded = EtcdServer.start(List.of(
                "--cert-file=" + server.certificate(),
                "--key-file=" + server.key(),
                "--client-cert-auth=true",
                "--trusted-ca-file=" + folder.resolve("trusted.crt")));
        RendezvousParameters parameters = spaces.parameters(guarded.endpoint().toString())
                .config(tls(server, unnamed))
                .build();
        try (Gateway gateway = HttpGateway.open(EtcdSettings.connection(parameters), 0)) {
            EtcdUsers.enable(gateway);
        }
        return guarded;
    }

    private static String endpoint() {
        return etcd.endpoint().toString();
    }

    private static Map<String, String> trusting(Certificate trusted) {
        return Map.of(
                "tls",
                "true",
                "tls_trust_store",
                trusted.store().toString(),
                "tls_trust_store_password_file",
                password.toString());
    }

    private static Map<String, String> tls(Certificate trusted, Certificate shown) {
        return with(
                trusting(trusted),
                Map.of("tls_key_store", shown.store().toString(), "tls_key_store_password_file", password.toString()));
    }

    private static Map<String, String> with(Map<String, String> config, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(config);
        all.putAll(more);
        return all;
    }
}
