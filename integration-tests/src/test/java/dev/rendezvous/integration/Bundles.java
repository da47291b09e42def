package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Makes bundles of jars, as bnd does it in a build. */
final class Bundles {

    private Bundles() {}

    /**
     * {@return a bundle with the contents of a jar}
     *
     * @param instructions what stands in its {@code bnd.bnd}
     */
    static Path of(Path jar, String symbolicName, Map<String, String> instructions) throws Exception {
        Path bundle = jar.resolveSibling(symbolicName + ".bundle.jar");
        Properties properties = new Properties();
        properties.putAll(instructions);
        properties.put("Bundle-SymbolicName", symbolicName);
        properties.put("Bundle-Version", "1");
        // Class files of the JDK that runs the tests may be newer than the Java versions that bnd has names for.
        properties.put("-noee", "true");
        try (Builder builder = new Builder()) {
            builder.setJar(new Jar(jar.toFile()));
            builder.setProperties(properties);
            builder.build().write(bundle.toFile());
            assertThat(builder.getErrors()).isEmpty();
        }
        return bundle;
    }
}
