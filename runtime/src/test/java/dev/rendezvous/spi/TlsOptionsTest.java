package dev.rendezvous.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.testkit.TestIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsOptionsTest {

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeFiles() throws Exception {
        TestIdentity.create(folder, "ours");
        Files.writeString(folder.resolve("password"), TestIdentity.PASSWORD + "\n");
        Files.writeString(folder.resolve("wrong"), "guess");
        Files.writeString(folder.resolve("blank"), " \n");
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        Files.write(folder.resolve("large"), new byte[70_000]);
        Files.write(folder.resolve("empty.p12"), new byte[0]);
    }

    @Test
    void plainParametersGiveNoContext() {
        assertThat(TlsOptions.sslContext(parameters("").build())).isEmpty();
        assertThat(TlsOptions.requiresClientCertificates(parameters("tls=false").build()))
                .isFalse();
    }

    @Test
    void contextNeedsNoFiles() {
        assertThat(TlsOptions.sslContext(parameters("tls=true").build())).isPresent();
    }

    @Test
    void contextHasKeyAndTrust() {
        RendezvousParameters both = parameters(
                        "tls=true tls_key_store=ours.p12 tls_key_store_password_file=password tls_trust_store=ours.p12"
                                + " tls_trust_store_password_file=password tls_client_certificates=true")
                .build();
        assertThat(TlsOptions.sslContext(both)).isPresent();
        assertThat(TlsOptions.requiresClientCertificates(both)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            tls=true tls_client_certificates=true | tls_key_store is missing; tls_client_certificates is true; PKCS #12
            tls=true tls_client_certificates=true tls_key_store=ours.p12 | tls_trust_store is missing
            tls=true tls_trust_store_password_file=password | tls_trust_store is missing; tls_trust_store_password_file is there
            tls=true tls_key_store_password_file=password | tls_key_store is missing; tls_key_store_password_file is there
            tls_trust_store=ours.p12 | tls_trust_store; TLS is off; set tls to true
            tls=false tls_key_store_password_file=password | tls_key_store_password_file; TLS is off
            tls_client_certificates=true | tls_client_certificates; TLS is off
            tls=true tls_trust_store=nowhere.p12 | nowhere.p12; tls_trust_store; no such file
            tls=true tls_trust_store=empty.p12 | empty.p12; tls_trust_store; cannot be read
            tls=true tls_trust_store=ours.p12 tls_trust_store_password_file=wrong | ours.p12; password was incorrect
            tls=true tls_key_store=ours.p12 tls_key_store_password_file=nowhere | nowhere; tls_key_store_password_file
            tls=true tls_key_store=ours.p12 | ours.p12; tls_key_store
            tls=true tls_trust_store=ours.p12 | ours.p12; tls_trust_store
            """)
    void wrongFileIsNamedWithItsKey(String config, String message) {
        RendezvousParameters parameters = parameters(config).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    TlsOptions.requiresClientCertificates(parameters);
                    TlsOptions.sslContext(parameters);
                })
                .withMessageContainingAll(message.split("; ", -1))
                .withMessageNotContaining("guess");
    }

    @Test
    void keyStoreIsRequiredWithAReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> TlsOptions.requireKeyStore(parameters("tls=true").build(), "this node serves"))
                .withMessageContainingAll("tls_key_store is missing", "this node serves");
        TlsOptions.requireKeyStore(parameters("").build(), "this node serves");
    }

    @Test
    void secretIsReadWithoutBlanks() {
        assertThat(SecretFile.read(parameters("secret_file=password").build(), "secret_file"))
                .contains(TestIdentity.PASSWORD);
        assertThat(SecretFile.read(parameters("").build(), "secret_file")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"nowhere,cannot be read", "blank,is empty", "binary,UTF-8", "large,65536 bytes"})
    void unusableSecretFileIsNamed(String file, String message) {
        RendezvousParameters parameters = parameters("password_file=" + file).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretFile.read(parameters, "password_file"))
                .withMessageContainingAll("password_file", folder.resolve(file).toString(), message);
    }

    @Test
    void refusedSecretIsNotShown() {
        RendezvousParameters parameters = parameters("secret_file=wrong").build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretFile.read(parameters, "secret_file", text -> {
                    throw new IllegalArgumentException("it is too short");
                }))
                .withMessageContainingAll("secret_file", "wrong", "too short")
                .withMessageNotContaining("guess");
    }

    private static RendezvousParameters.Builder parameters(String config) {
        RendezvousParameters.Builder parameters = RendezvousParameters.builder("any");
        for (String pair : config.isEmpty() ? new String[0] : config.split(" ", -1)) {
            String[] parts = pair.split("=", 2);
            boolean isFlag = parts[1].equals("true") || parts[1].equals("false");
            parameters.config(
                    parts[0], isFlag ? parts[1] : folder.resolve(parts[1]).toString());
        }
        return parameters;
    }
}
