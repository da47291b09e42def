package dev.rendezvous.zookeeper;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.spi.SecretFile;
import dev.rendezvous.spi.TlsOptions;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How a client encrypts.
 *
 * @param context for connections of our own
 * @param properties for the client of ZooKeeper, which reads the files itself
 */
record ClientTls(SSLContext context, Map<String, String> properties) {

    private static final String TRUST = "trustStore";

    /** What the client of ZooKeeper loads of Netty, also on machines that have no epoll. */
    private static final List<String> NETTY =
            List.of("io.netty.handler.ssl.SslContext", "io.netty.channel.epoll.Epoll");

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException naming the config key or the file that cannot be used, or the jar that is missing
     */
    static Optional<ClientTls> of(RendezvousParameters parameters) {
        return TlsOptions.sslContext(parameters).map(context -> {
            requireNetty();
            Map<String, String> properties = new LinkedHashMap<>();
            properties.put("zookeeper.client.secure", "true");
            properties.put("zookeeper.clientCnxnSocket", "org.apache.zookeeper.ClientCnxnSocketNetty");
            store("keyStore", parameters, TlsOptions.KEY_STORE, TlsOptions.KEY_STORE_PASSWORD_FILE, properties);
            store(TRUST, parameters, TlsOptions.TRUST_STORE, TlsOptions.TRUST_STORE_PASSWORD_FILE, properties);
            return new ClientTls(context, Map.copyOf(properties));
        });
    }

    private static void requireNetty() {
        for (String type : NETTY) {
            try {
                Class.forName(type, false, ClientTls.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalArgumentException(
                        "the config key " + TlsOptions.TLS
                                + " is true, and the client of ZooKeeper encrypts with Netty, which is"
                                + " not on the class path; add io.netty:netty-handler and io.netty:netty-transport-classes-epoll,"
                                + " with the jars that they need",
                        e);
            }
        }
    }

    /** The client tells the type of a store by the end of the file's name, unless it is told. */
    private static void store(
            String name,
            RendezvousParameters parameters,
            String fileKey,
            String passwordKey,
            Map<String, String> properties) {
        parameters.get(fileKey).ifPresent(file -> {
            KeyStore store = load(fileKey, file, SecretFile.read(parameters, passwordKey));
            if (name.equals(TRUST)) {
                requireAuthority(file, store);
            }
            properties.put("zookeeper.ssl." + name + ".location", file);
            properties.put("zookeeper.ssl." + name + ".type", store.getType().toUpperCase(Locale.ROOT));
            parameters
                    .get(passwordKey)
                    .ifPresent(password -> properties.put("zookeeper.ssl." + name + ".passwordPath", password));
        });
    }

    private static KeyStore load(String key, String file, Optional<String> password) {
        try {
            return KeyStore.getInstance(
                    new File(file), password.map(String::toCharArray).orElse(null));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the file " + file + " of the config key " + key + " cannot be read: " + e, e);
        }
    }

    /** Java also trusts the certificate that goes with a private key; the client of ZooKeeper does not. */
    private static void requireAuthority(String file, KeyStore store) {
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isCertificateEntry(alias)) {
                    return;
                }
            }
        } catch (KeyStoreException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalArgumentException("the file " + file + " of the config key " + TlsOptions.TRUST_STORE
                + " holds no certificate to trust, only keys; import the certificate with keytool -importcert");
    }
}
