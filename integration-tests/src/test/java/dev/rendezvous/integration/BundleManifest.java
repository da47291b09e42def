package dev.rendezvous.integration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a bundle tells an OSGi framework of its services. */
final class BundleManifest {

    private static final Pattern PROVIDER = Pattern.compile(
            "osgi\\.serviceloader=\"dev\\.rendezvous\\.spi\\.RendezvousBackendProvider\";register:=\"([^\"]+)\"");

    private BundleManifest() {}

    /** {@return the providers of backends that the bundle registers with a service loader mediator} */
    static List<String> serviceProviders(Path bundle) throws IOException {
        try (JarFile jar = new JarFile(bundle.toFile())) {
            String capabilities = jar.getManifest().getMainAttributes().getValue("Provide-Capability");
            return PROVIDER.matcher(capabilities)
                    .results()
                    .map((MatchResult result) -> result.group(1))
                    .toList();
        }
    }
}
