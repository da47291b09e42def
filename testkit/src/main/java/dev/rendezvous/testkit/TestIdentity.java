package dev.rendezvous.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key with a certificate of its own for this host, in a file that the JDK's keytool made. */
public final class TestIdentity {

    public static final String PASSWORD = "changeit";

    private final String name;
    private final Path keyStore;
    private final KeyStore keys;

    private TestIdentity(String name, Path keyStore, KeyStore keys) {
        this.name = name;
        this.keyStore = keyStore;
        this.keys = keys;
    }

    /** Makes {@code NAME.p12} in a folder. */
    public static TestIdentity create(Path folder, String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name + ".p12");
        makeKeyPair(file, name);
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return new TestIdentity(name, file, keys);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void makeKeyPair(Path file, String name) throws IOException, InterruptedException {
        Path log = file.resolveSibling(name + ".log");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
            keytool.destroyForcibly();
            throw new IOException("keytool failed: " + Files.readString(log));
        }
    }

    /** {@return the file with the key and the certificate, also usable as the trust store of those that trust it} */
    public Path keyStore() {
        return keyStore;
    }

    /** {@return a context that shows this identity and trusts the others} */
    public SSLContext trusting(TestIdentity... others) throws GeneralSecurityException, IOException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust(others).getTrustManagers(), null);
        return context;
    }

    /** {@return a context that shows nothing and trusts this identity} */
    public SSLContext trustedByAnother() throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust(this).getTrustManagers(), null);
        return context;
    }

    private static TrustManagerFactory trust(TestIdentity... trusted) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (TestIdentity identity : trusted) {
            Certificate certificate = identity.keys.getCertificate(identity.name);
            store.setCertificateEntry(identity.name, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
