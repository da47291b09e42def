package dev.rendezvous.spi;

import dev.rendezvous.RendezvousParameters;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The config keys with which backends encrypt, and their one reader. Keys, certificates and passwords are in files that the config
 * names.
 *
 * <pre>{@code
 * Optional<SSLContext> tls = TlsOptions.sslContext(parameters);
 * }</pre>
 *
 * <p>A backend whose nodes also serve asks for more: {@link #requireKeyStore} where a node shows a certificate, and
 * {@link #requiresClientCertificates} where it asks the others for theirs.
 *
 * @since 0.1
 */
public final class TlsOptions {

    /** Whether to encrypt, a boolean; false if absent. */
    public static final String TLS = "tls";

    /** A file of PKCS #12 or JKS with the key and the certificate of this node. */
    public static final String KEY_STORE = "tls_key_store";

    /** A file with the password of the key store. */
    public static final String KEY_STORE_PASSWORD_FILE = "tls_key_store_password_file";

    /** A file of PKCS #12 or JKS with the certificates to trust; those that Java trusts if absent. */
    public static final String TRUST_STORE = "tls_trust_store";

    /** A file with the password of the trust store. */
    public static final String TRUST_STORE_PASSWORD_FILE = "tls_trust_store_password_file";

    /** Whether a node that serves requires a certificate of each client, a boolean; false if absent. Not of all backends. */
    public static final String CLIENT_CERTIFICATES = "tls_client_certificates";

    private static final List<String> FILES =
            List.of(KEY_STORE, KEY_STORE_PASSWORD_FILE, TRUST_STORE, TRUST_STORE_PASSWORD_FILE);

    private TlsOptions() {}

    /**
     * Reads the files, if TLS is on. Blocks while it reads.
     *
     * @param parameters the parameters of a handler
     * @return a context with the certificate that the node shows, if it has one, and with those that it trusts; empty if TLS is off
     * @throws IllegalArgumentException naming the config key, and the file, that is missing, cannot be read, or does not go with another
     */
    public static Optional<SSLContext> sslContext(RendezvousParameters parameters) {
        Objects.requireNonNull(parameters, "parameters");
        if (!isOn(parameters)) {
            FILES.stream()
                    .filter(key -> parameters.get(key).isPresent())
                    .findFirst()
                    .ifPresent(TlsOptions::refuse);
            return Optional.empty();
        }
        requireStoreOf(KEY_STORE_PASSWORD_FILE, KEY_STORE, parameters);
        requireStoreOf(TRUST_STORE_PASSWORD_FILE, TRUST_STORE, parameters);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            // Null means the defaults of the JDK: no key, and the certificates that Java trusts.
            context.init(
                    TlsFiles.keys(parameters, KEY_STORE, KEY_STORE_PASSWORD_FILE),
                    TlsFiles.trust(parameters, TRUST_STORE, TRUST_STORE_PASSWORD_FILE),
                    null);
            return Optional.of(context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    /**
     * {@return whether this node, if it serves, requires a certificate of each client}
     *
     * @param parameters the parameters of a handler
     * @throws IllegalArgumentException if it does, but TLS is off, or there is no key store or no trust store
     */
    public static boolean requiresClientCertificates(RendezvousParameters parameters) {
        Objects.requireNonNull(parameters, "parameters");
        boolean isRequired = parameters.getBoolean(CLIENT_CERTIFICATES).orElse(false);
        if (isRequired) {
            if (!isOn(parameters)) {
                refuse(CLIENT_CERTIFICATES);
            }
            require(parameters, KEY_STORE, CLIENT_CERTIFICATES + " is true");
            require(parameters, TRUST_STORE, CLIENT_CERTIFICATES + " is true");
        }
        return isRequired;
    }

    /**
     * Checks that this node has a certificate to show, if TLS is on.
     *
     * @param parameters the parameters of a handler
     * @param reason why it needs one, such as "rank 0 shows the others a certificate"
     * @throws IllegalArgumentException with the reason if TLS is on and there is no key store
     */
    public static void requireKeyStore(RendezvousParameters parameters, String reason) {
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(reason, "reason");
        if (isOn(parameters)) {
            require(parameters, KEY_STORE, reason);
        }
    }

    private static boolean isOn(RendezvousParameters parameters) {
        return parameters.getBoolean(TLS).orElse(false);
    }

    private static void refuse(String key) {
        throw new IllegalArgumentException(FileMessages.tlsIsOff(key));
    }

    /** A password without a store means that the store was forgotten. Without this check the node would trust all that Java trusts. */
    private static void requireStoreOf(String passwordFile, String store, RendezvousParameters parameters) {
        if (parameters.get(passwordFile).isPresent()) {
            require(parameters, store, passwordFile + " is there");
        }
    }

    private static void require(RendezvousParameters parameters, String key, String reason) {
        if (parameters.get(key).isEmpty()) {
            throw new IllegalArgumentException(FileMessages.storeMissing(key, reason));
        }
    }
}
