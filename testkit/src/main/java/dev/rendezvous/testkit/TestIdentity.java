package dev.rendezvous.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A key with a certificate of its own for this host, in a file that the JDK's keytool made. */
public final class TestIdentity {

    public static final String PASSWORD = "changeit";

    private final Path keyStore;

    private TestIdentity(Path keyStore) {
        this.keyStore = keyStore;
    }

    /** Makes {@code NAME.p12} in a folder. */
    public static TestIdentity create(Path folder, String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name + ".p12");
        Path log = folder.resolve(name + ".log");
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
            throw new AssertionError("keytool: " + Files.readString(log));
        }
        return new TestIdentity(file);
    }

    /** {@return the file with the key and the certificate, also usable as the trust store of those that trust it} */
    public Path keyStore() {
        return keyStore;
    }
}
