package dev.rendezvous.fixed;

import dev.rendezvous.RendezvousParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How a node of a fixed group encrypts. Keys, certificates and passwords are read from files that its parameters name.
 *
 * @param context the certificate that the node shows, and those that it trusts
 * @param requiresClientCertificate whether rank 0 requires certificates of the other nodes
 */
record StaticTls(SSLContext context, boolean requiresClientCertificate) {

    /** The kind of entry that a store must have. */
    private interface Entry {
        boolean isAt(String alias) throws KeyStoreException;
    }

    static final String TLS = "tls";
    static final String KEY_STORE = "tls_key_store";
    static final String KEY_STORE_PASSWORD_FILE = "tls_key_store_password_file";
    static final String TRUST_STORE = "tls_trust_store";
    static final String TRUST_STORE_PASSWORD_FILE = "tls_trust_store_password_file";
    static final String CLIENT_CERTIFICATES = "tls_client_certificates";

    private static final List<String> FILES =
            List.of(KEY_STORE, KEY_STORE_PASSWORD_FILE, TRUST_STORE, TRUST_STORE_PASSWORD_FILE);

    /**
     * Reads the files, if TLS is on.
     *
     * @param rank that of the node: the one of rank 0 needs a certificate
     * @throws IllegalArgumentException naming what is missing, does not go together or cannot be read
     */
    static Optional<StaticTls> of(RendezvousParameters parameters, int rank) {
        boolean requiresCertificates =
                parameters.getBoolean(CLIENT_CERTIFICATES).orElse(false);
        if (!parameters.getBoolean(TLS).orElse(false)) {
            refuse(FILES.stream().filter(key -> parameters.get(key).isPresent()).findFirst());
            refuse(requiresCertificates ? Optional.of(CLIENT_CERTIFICATES) : Optional.empty());
            return Optional.empty();
        }
        if (rank == 0) {
            require(parameters, KEY_STORE, "rank 0 shows the others a certificate");
        }
        requireStoreOf(KEY_STORE_PASSWORD_FILE, KEY_STORE, parameters);
        requireStoreOf(TRUST_STORE_PASSWORD_FILE, TRUST_STORE, parameters);
        if (requiresCertificates) {
            require(parameters, KEY_STORE, CLIENT_CERTIFICATES + " is true");
            require(parameters, TRUST_STORE, CLIENT_CERTIFICATES + " is true");
        }
        return Optional.of(new StaticTls(context(parameters), requiresCertificates));
    }

    private static void refuse(Optional<String> key) {
        if (key.isPresent()) {
            throw new IllegalArgumentException(ParameterMessages.tlsIsOff(key.get()));
        }
    }

    /** A password without a store means that the store was forgotten. Without this check the node would trust all that Java trusts. */
    private static void requireStoreOf(String passwordFile, String store, RendezvousParameters parameters) {
        if (parameters.get(passwordFile).isPresent()) {
            require(parameters, store, passwordFile + " is there");
        }
    }

    private static void require(RendezvousParameters parameters, String key, String reason) {
        if (parameters.get(key).isEmpty()) {
            throw new IllegalArgumentException(ParameterMessages.tlsFileMissing(key, reason));
        }
    }

    private static SSLContext context(RendezvousParameters parameters) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            // Null means the defaults of the JDK: no key, and the certificates that Java trusts.
            context.init(keys(parameters), trust(parameters), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    private static KeyManager @Nullable [] keys(RendezvousParameters parameters) {
        Optional<String> file = parameters.get(KEY_STORE);
        if (file.isEmpty()) {
            return null;
        }
        char[] password = password(parameters, KEY_STORE_PASSWORD_FILE);
        try {
            KeyStore store = load(KEY_STORE, file.get(), password);
            if (!holds(store::isKeyEntry, store)) {
                throw new IllegalArgumentException(
                        ParameterMessages.unusable(KEY_STORE, file.get(), "it holds no private key"));
            }
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            return factory.getKeyManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(ParameterMessages.unreadable(KEY_STORE, file.get(), e), e);
        } finally {
            forget(password);
        }
    }

    private static TrustManager @Nullable [] trust(RendezvousParameters parameters) {
        Optional<String> file = parameters.get(TRUST_STORE);
        if (file.isEmpty()) {
            return null;
        }
        char[] password = password(parameters, TRUST_STORE_PASSWORD_FILE);
        try {
            KeyStore store = load(TRUST_STORE, file.get(), password);
            if (!holds(alias -> store.getCertificate(alias) != null, store)) {
                throw new IllegalArgumentException(ParameterMessages.unusable(
                        TRUST_STORE,
                        file.get(),
                        "it holds no certificate, or none that can be read without a password"));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(ParameterMessages.unreadable(TRUST_STORE, file.get(), e), e);
        } finally {
            forget(password);
        }
    }

    /** The type need not be known: files of PKCS #12 and JKS tell theirs. */
    private static KeyStore load(String key, String file, char @Nullable [] password)
            throws IOException, GeneralSecurityException {
        if (!Files.isRegularFile(Path.of(file))) {
            throw new IllegalArgumentException(ParameterMessages.unusable(key, file, "there is no such file"));
        }
        return KeyStore.getInstance(Path.of(file).toFile(), password);
    }

    private static boolean holds(Entry wanted, KeyStore store) throws KeyStoreException {
        for (String alias : Collections.list(store.aliases())) {
            if (wanted.isAt(alias)) {
                return true;
            }
        }
        return false;
    }

    private static char @Nullable [] password(RendezvousParameters parameters, String key) {
        Optional<String> file = parameters.get(key);
        if (file.isEmpty()) {
            return null;
        }
        return SecretFile.read(key, file.get()).toCharArray();
    }

    private static void forget(char @Nullable [] password) {
        if (password != null) {
            Arrays.fill(password, '\0');
        }
    }
}
