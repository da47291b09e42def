package dev.rendezvous.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.spi.RendezvousBackendProvider;
import dev.rendezvous.testkit.ClassPaths;
import dev.rendezvous.testkit.JarBuilder;
import dev.rendezvous.testkit.Jars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Makes jars that are on no class path. */
public final class PluginJar {

    public static final String INDEX = "META-INF/services/" + RendezvousBackendProvider.class.getName();
    private static final Path FIXTURES = Path.of("src", "test", "resources", "plugins");

    private PluginJar() {}

    /** A jar with an index and no class. Listing it succeeds only if no class is loaded. */
    public static Path withIndexOnly(Path jar, String index) throws IOException {
        Files.createDirectories(jar.toAbsolutePath().getParent());
        return of(jar, Map.of(INDEX, index.getBytes(UTF_8)));
    }

    /** A jar with these files, in their order. */
    public static Path of(Path jar, Map<String, byte[]> files) {
        return Jars.write(jar, files);
    }

    /** A jar with the index and the compiled sources of a fixture, named after it, beside a folder with the classes. */
    public static Path compiled(Path folder, String fixture) throws IOException {
        Path sources = FIXTURES.resolve(fixture);
        JarBuilder jar = new JarBuilder()
                .libraries(ClassPaths.locationOf(RendezvousBackendProvider.class))
                .sources(sources);
        Jars.writeFolder(folder.resolve(fixture + "-classes"), jar.contents());
        return jar.resource(INDEX, Files.readAllBytes(sources.resolve("index")))
                .write(folder.resolve(fixture + ".jar"));
    }
}
