package dev.rendezvous.postgresql;

import static dev.rendezvous.postgresql.Answers.LINGER;
import static dev.rendezvous.postgresql.Answers.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.engine.ElasticHandler;
import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users get wrong, and what the check and the first call tell them. */
class BadInputTest {

    private static final Duration USERS_TIMEOUT = Duration.ofSeconds(20);

    private final PostgresServer server = PostgresServer.shared();
    private final Spaces spaces = new Spaces(server);

    @AfterEach
    void close() {
        spaces.close();
    }

    @Test
    void checkPassesEveryStepInOrder() throws Exception {
        List<Check> checks = check(spaces.parameters());
        assertThat(checks)
                .extracting(Check::step)
                .containsSubsequence(
                        "resolve", "connect", "TLS", "login", "server", "tables", "lease", "watch", "write");
        assertThat(checks).extracting(Check::result).doesNotContain(Check.Result.FAIL);
    }

    @Test
    void wrongPasswordIsNamed(@TempDir Path folder) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "wrong\n");
        RendezvousParameters.Builder parameters = spaces.parameters()
                .endpoint(server.endpoint())
                .config("user", PostgresServer.USER)
                .config("password_file", password.toString());
        assertRefused(parameters, server.endpoint(), PostgresServer.USER, "password_file");
        Files.writeString(password, PostgresServer.PASSWORD + "\n");
        assertThat(answer(spaces.open(parameters).get("m/a"))).isEmpty();
    }

    @Test
    void passwordOfTheEndpointIsShownNowhere() {
        RendezvousParameters.Builder parameters =
                spaces.parameters().endpoint(server.endpoint() + "?user=postgres&password=hidden-text");
        assertThatThrownBy(() -> answer(spaces.open(parameters).get("m/a")))
                .hasMessageContaining(server.endpoint())
                .hasMessageNotContaining("hidden-text");
    }

    @Test
    void missingRightsAreNamedWithTheScript() throws Exception {
        server.execute("DROP DATABASE IF EXISTS strict");
        server.execute("DROP ROLE IF EXISTS stranger");
        server.execute("CREATE DATABASE strict");
        server.execute("CREATE ROLE stranger LOGIN PASSWORD 'stranger'");
        RendezvousParameters.Builder parameters =
                spaces.parameters().endpoint("127.0.0.1:" + server.port() + "/strict?user=stranger&password=stranger");
        assertRefused(
                parameters,
                "127.0.0.1:" + server.port() + "/strict",
                "stranger",
                "rendezvous-postgresql.jar",
                "grant SELECT");
        try (Connection owner = server.connect("strict");
                Statement statement = owner.createStatement()) {
            statement.execute(SchemaScript.text());
            statement.execute("GRANT USAGE ON SCHEMA public TO stranger;"
                    + " GRANT SELECT, INSERT, UPDATE, DELETE ON rdzv_session, rdzv_entry TO stranger;"
                    + " GRANT USAGE ON SEQUENCE rdzv_version TO stranger");
        }
        assertThat(check(parameters)).extracting(Check::result).containsOnly(Check.Result.OK);
    }

    @Test
    void missingDatabaseIsNamed() {
        assertRefused(
                spaces.parameters()
                        .endpoint("127.0.0.1:" + server.port() + "/nothing?user=postgres&password=a+password"),
                "127.0.0.1:" + server.port() + "/nothing",
                "create it");
    }

    @Test
    void nameThatCannotBeResolvedIsNamed() throws Exception {
        assertUnreachable(spaces.parameters().endpoint("no-such-host.invalid:5432/jobs"), "no-such-host.invalid");
    }

    @Test
    void refusedConnectionIsNamed() throws Exception {
        int port = PostgresServer.freePort();
        assertUnreachable(
                spaces.parameters().endpoint("127.0.0.1:" + port + "/jobs"), "127.0.0.1:" + port, "start the server");
    }

    @Test
    void frozenServerIsNamedInTime() throws Exception {
        try (PostgresServer own = PostgresServer.start()) {
            RendezvousParameters.Builder parameters =
                    own.parameters("run").config("lease", "6s").config("heartbeat", "2s");
            PostgresqlSpace connected = spaces.open(parameters);
            answer(connected.get("m/a"));
            own.freeze();
            long start = System.nanoTime();
            assertThatThrownBy(() -> answer(connected.get("m/a")))
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContainingAll(own.endpoint(), "does not answer");
            assertThat(answer(connected.put("m/a", "1", Precondition.absent(), LINGER)))
                    .isInstanceOf(WriteOutcome.Unknown.class);
            assertUnreachable(parameters, own.endpoint(), "does not answer");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(USERS_TIMEOUT);
            own.thaw();
        }
    }

    @Test
    void readOnlyReplicaIsNamed() throws Exception {
        Path data = PostgresFiles.shared().newData("replica");
        PostgresFiles.shared().newFile(data, "standby.signal", "");
        try (PostgresServer replica = PostgresServer.started(data)) {
            RendezvousParameters.Builder parameters = replica.parameters("run");
            assertFails(parameters, replica.endpoint(), "read-only replica", "primary");
            assertThatThrownBy(() -> answer(spaces.open(parameters).grant(Duration.ofSeconds(15))))
                    .isInstanceOf(RendezvousStateException.class)
                    .hasMessageContainingAll(replica.endpoint(), "read-only replica");
        }
    }

    @Test
    void wrongCertificateAuthorityIsNamed(@TempDir Path folder) throws Exception {
        TestCertificate own = TestCertificate.create(folder, "server", "ip:127.0.0.1");
        TestCertificate other = TestCertificate.create(folder, "other", "ip:127.0.0.1");
        try (PostgresServer encrypted = encrypted("encrypted", own)) {
            assertRefused(trusting(encrypted, other, folder), encrypted.endpoint(), "tls_trust_store");
            assertThat(check(trusting(encrypted, own, folder)))
                    .filteredOn(found -> found.step().equals("TLS"))
                    .singleElement()
                    .satisfies(found -> assertThat(found.detail()).startsWith("TLSv1."));
            Path pem = Files.writeString(folder.resolve("other.pem"), other.certificate());
            RendezvousParameters.Builder parameters = encrypted.parameters("run");
            parameters.endpoint(parameters.build().endpoint() + "&sslmode=verify-full&sslrootcert=" + pem);
            assertRefused(parameters, encrypted.endpoint(), "sslrootcert");
        }
    }

    @Test
    void certificateOfAnotherHostIsNamed(@TempDir Path folder) throws Exception {
        TestCertificate own = TestCertificate.create(folder, "server", "dns:db.example");
        try (PostgresServer encrypted = encrypted("misnamed", own)) {
            assertRefused(trusting(encrypted, own, folder), encrypted.endpoint(), "certificate");
        }
    }

    private static PostgresServer encrypted(String name, TestCertificate certificate) throws Exception {
        Path data = PostgresFiles.shared().newData(name);
        PostgresFiles.shared().newFile(data, "server.key", certificate.key());
        PostgresFiles.shared().newFile(data, "server.crt", certificate.certificate());
        return PostgresServer.started(data, "-c", "ssl=on");
    }

    private static RendezvousParameters.Builder trusting(
            PostgresServer server, TestCertificate certificate, Path folder) throws Exception {
        Path password = folder.resolve("password");
        Path store = certificate.writeTrustStore(folder, password);
        return server.parameters("run")
                .config("tls", "true")
                .config("tls_trust_store", store.toString())
                .config("tls_trust_store_password_file", password.toString());
    }

    @Test
    void serverWithoutEncryptionIsNamed() {
        assertRefused(
                spaces.parameters().endpoint(spaces.parameters().build().endpoint() + "&sslmode=require"),
                server.endpoint(),
                "sslmode");
    }

    /** A disk is not filled here: the server reports what it reports then. */
    @Test
    void fullDiskIsNamed() throws Exception {
        PostgresqlSpace space = spaces.open();
        answer(space.get("m/a"));
        server.execute("CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$");
        server.execute("CREATE TRIGGER full_disk BEFORE INSERT ON rdzv_entry FOR EACH ROW WHEN (NEW.run = '"
                + spaces.run() + "') EXECUTE FUNCTION full_disk()");
        try {
            WriteOutcome outcome = answer(space.put("m/a", "1", Precondition.absent(), LINGER));
            assertThat(outcome).isInstanceOf(WriteOutcome.Unknown.class);
            assertThat(((WriteOutcome.Unknown) outcome).cause())
                    .hasMessageContainingAll(server.endpoint(), "full disk", "free space");
        } finally {
            server.execute("DROP TRIGGER full_disk ON rdzv_entry");
        }
    }

    private void assertRefused(RendezvousParameters.Builder parameters, String... texts) {
        assertThatThrownBy(() -> answer(spaces.open(parameters).get("m/a")))
                .isInstanceOf(RendezvousException.class)
                .isNotInstanceOf(RendezvousConnectionException.class)
                .hasMessageContainingAll(texts);
        assertFails(parameters, texts);
    }

    private void assertUnreachable(RendezvousParameters.Builder parameters, String... texts) {
        assertThatThrownBy(() -> answer(spaces.open(parameters).get("m/a")))
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContainingAll(texts);
        assertFails(parameters, texts);
    }

    private void assertFails(RendezvousParameters.Builder parameters, String... texts) {
        try {
            List<Check> checks = check(parameters);
            Check last = checks.get(checks.size() - 1);
            assertThat(last.result()).as("%s", checks).isEqualTo(Check.Result.FAIL);
            assertThat(last.detail()).contains(texts);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<Check> check(RendezvousParameters.Builder parameters) throws InterruptedException {
        try (ElasticHandler handler = (ElasticHandler) PostgresqlBackend.create(parameters.build())) {
            return handler.check(USERS_TIMEOUT);
        }
    }
}
