package dev.rendezvous.zookeeper;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.engine.spi.Check.Result;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.spi.TlsOptions;
import dev.rendezvous.testkit.FreePort;
import dev.rendezvous.testkit.TestIdentity;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that encrypts. */
class ZookeeperTlsTest {

    @TempDir
    private static Path folder;

    private static String secure = "";
    private static String plain = "";
    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        Path store = identity("server");
        Path password = Files.writeString(folder.resolve("password"), TestIdentity.PASSWORD);
        int securePort = FreePort.find();
        int plainPort = FreePort.find();
        secure = "127.0.0.1:" + securePort;
        plain = "127.0.0.1:" + plainPort;
        server = ServerProcess.start(
                folder,
                1,
                plainPort,
                List.of(
                        "clientPort=" + plainPort,
                        "secureClientPort=" + securePort,
                        "serverCnxnFactory=org.apache.zookeeper.server.NettyServerCnxnFactory",
                        "ssl.clientAuth=none",
                        "ssl.keyStore.location=" + store,
                        "ssl.keyStore.passwordPath=" + password));
        eventually("the server serves", server::serves);
        // The first handshake of a server takes long.
        ZookeeperSettings settings = settings(secure, trusting("server"));
        Probe probe =
                new Probe(settings.servers().get(0), settings.tls().map(ClientTls::context), Duration.ofSeconds(10));
        eventually("the server encrypts", () -> probe.ask().works());
    }

    /** {@return the store with the key of a server} Its certificate is in a trust store of its own. */
    private static Path identity(String name) throws Exception {
        Path file = TestIdentity.create(folder, name).keyStore();
        char[] password = TestIdentity.PASSWORD.toCharArray();
        Certificate certificate = KeyStore.getInstance(file.toFile(), password).getCertificate(name);
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, password);
        trust.setCertificateEntry(name, certificate);
        try (OutputStream out = Files.newOutputStream(folder.resolve(name + "-trust.p12"))) {
            trust.store(out, password);
        }
        return file;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void trustedServerIsUsed() throws Exception {
        try (ZookeeperSpace space = Spaces.open(secure, "run", trusting("server"))) {
            assertThat(SpaceFixture.answer(space.check()))
                    .extracting(Check::result)
                    .containsExactly(Result.OK, Result.OK);
            WriteOutcome outcome = SpaceFixture.answer(
                    space.put("m/node", "1", Precondition.absent(), Life.linger(Duration.ofHours(1))));
            assertThat(outcome).isInstanceOf(WriteOutcome.Applied.class);
            Optional<Entry> read = SpaceFixture.answer(space.get("m/node"));
            assertThat(read).isPresent();
        }
    }

    @Test
    void wrongAuthorityIsReported() throws Exception {
        assertThat(identity("other")).exists();
        assertReported(secure, trusting("other"), "tls_trust_store must hold the authority");
    }

    @Test
    void portWithoutTlsIsReported() throws Exception {
        assertReported(plain, trusting("server"), "secureClientPort");
    }

    @Test
    void portWithTlsIsReported() throws Exception {
        assertReported(secure, Map.of(), "TLS (set tls to true)");
    }

    @Test
    void storeWithoutAnAuthorityIsRefused() {
        Map<String, String> config = Map.of(
                TlsOptions.TLS,
                "true",
                TlsOptions.TRUST_STORE,
                folder.resolve("server.p12").toString(),
                TlsOptions.TRUST_STORE_PASSWORD_FILE,
                folder.resolve("password").toString());
        assertThatThrownBy(() -> settings(secure, config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("server.p12")
                .hasMessageContaining("keytool -importcert");
    }

    private static ZookeeperSettings settings(String endpoint, Map<String, String> config) {
        return ZookeeperSettings.of(RendezvousParameters.builder("zookeeper")
                .endpoint(endpoint)
                .runId("run")
                .nodes(1, 1)
                .config(config)
                .build());
    }

    private static Map<String, String> trusting(String name) {
        return Map.of(
                TlsOptions.TLS,
                "true",
                TlsOptions.TRUST_STORE,
                folder.resolve(name + "-trust.p12").toString(),
                TlsOptions.TRUST_STORE_PASSWORD_FILE,
                folder.resolve("password").toString());
    }

    private static void assertReported(String endpoint, Map<String, String> config, String remedy) throws Exception {
        try (ZookeeperSpace space = Spaces.open(endpoint, "run", config)) {
            List<Check> checks = SpaceFixture.answer(space.check());
            assertThat(checks).extracting(Check::result).containsExactly(Result.FAIL);
            assertThat(checks.get(0).detail()).contains(endpoint, remedy);
            assertThatThrownBy(() -> SpaceFixture.answer(space.get("m/node")))
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining(endpoint)
                    .hasMessageContaining(remedy);
        }
    }
}
