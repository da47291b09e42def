package dev.rendezvous.spi;

import dev.rendezvous.RendezvousParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Reads key stores and trust stores. */
final class TlsFiles {

    /** The kind of entry that a store must have. */
    private interface Entry {
        boolean isAt(String alias) throws KeyStoreException;
    }

    private TlsFiles() {}

    /** {@return what shows the certificate of this node; null if the config key of the store is not given} */
    static KeyManager @Nullable [] keys(RendezvousParameters parameters, String key, String passwordKey) {
        Optional<String> file = parameters.get(key);
        if (file.isEmpty()) {
            return null;
        }
        char[] password = password(parameters, passwordKey);
        try {
            KeyStore store = load(key, file.get(), password);
            if (!holds(store::isKeyEntry, store)) {
                throw new IllegalArgumentException(FileMessages.unusable(key, file.get(), "it holds no private key"));
            }
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            return factory.getKeyManagers();
        } catch (IOException | GeneralSecurityException | InvalidPathException e) {
            throw new IllegalArgumentException(FileMessages.unreadable(key, file.get(), e), e);
        } finally {
            forget(password);
        }
    }

    /** {@return what knows the certificates to trust; null if the config key of the store is not given} */
    static TrustManager @Nullable [] trust(RendezvousParameters parameters, String key, String passwordKey) {
        Optional<String> file = parameters.get(key);
        if (file.isEmpty()) {
            return null;
        }
        char[] password = password(parameters, passwordKey);
        try {
            KeyStore store = load(key, file.get(), password);
            if (!holds(alias -> store.getCertificate(alias) != null, store)) {
                throw new IllegalArgumentException(FileMessages.unusable(
                        key, file.get(), "it holds no certificate, or none that can be read without a password"));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException | InvalidPathException e) {
            throw new IllegalArgumentException(FileMessages.unreadable(key, file.get(), e), e);
        } finally {
            forget(password);
        }
    }

    /** The type need not be known: files of PKCS #12 and JKS tell theirs. */
    private static KeyStore load(String key, String file, char @Nullable [] password)
            throws IOException, GeneralSecurityException {
        if (!Files.isRegularFile(Path.of(file))) {
            throw new IllegalArgumentException(FileMessages.unusable(key, file, "there is no such file"));
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
        return SecretFile.read(parameters, key).map(String::toCharArray).orElse(null);
    }

    private static void forget(char @Nullable [] password) {
        if (password != null) {
            Arrays.fill(password, '\0');
        }
    }
}
