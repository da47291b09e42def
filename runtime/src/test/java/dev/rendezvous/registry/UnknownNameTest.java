package dev.rendezvous.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rendezvous.RendezvousParameters;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a caller learns about a name that no backend has: facts first, and hints only if nothing else explains it. */
class UnknownNameTest {

    private static final String HINT = "annotation processor";

    @TempDir
    Path dir;

    private final RendezvousRegistry registry = RendezvousRegistry.create();

    @Test
    void searchedLoadersComeBeforeTheProcessor() throws Exception {
        Path jar = PluginJar.empty().resource("some/file.txt", new byte[0]).write(dir.resolve("plain.jar"));

        try (URLClassLoader loader = new URLClassLoader(new URL[] {PluginJar.url(jar)}, null)) {
            registry.discover(loader);

            assertThat(unknown("alpha"))
                    .containsSubsequence(
                            "none is known", "URLClassLoader", "plain.jar", "is on that path", HINT, "JDK 23");
        }
    }

    @Test
    void foundIndexLeavesTheProcessorOut() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha").write(dir.resolve("alpha.jar"));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            registry.discover(loader);

            assertThat(unknown("beta"))
                    .contains("known are alpha", "alpha.jar", "is on that path")
                    .doesNotContain(HINT);
        }
    }

    @Test
    void unreadableIndexLeavesTheHintOut() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha").write(dir.resolve("alpha.jar"));
        URL index = new URL("jar:" + jar.toUri() + "!/" + PluginJar.INDEX);
        Files.delete(jar);

        registry.discover(new OneResource(index));

        assertThat(unknown("alpha"))
                .contains("the file " + jar + " ", "exist")
                .doesNotContain("was found at all", HINT);
    }

    @Test
    void missingJarOnThePathIsMarked() throws Exception {
        try (URLClassLoader loader = PluginJar.loader(dir.resolve("forgotten.jar"))) {
            registry.discover(loader);

            assertThat(unknown("alpha")).contains("forgotten.jar (which does not exist)");
        }
    }

    @Test
    void fileThatIsNotAJarReplacesHint() throws Exception {
        Path broken = Files.writeString(dir.resolve("broken.jar"), "<html>404</html>");

        try (URLClassLoader loader = new URLClassLoader(new URL[] {PluginJar.url(broken)}, null)) {
            registry.discover(loader);

            assertThat(unknown("alpha")).contains("broken.jar", "is not a jar").doesNotContain(HINT);
        }
    }

    @Test
    void layerIsDescribedByItsModules() {
        registry.discover(ModuleLayer.empty());
        registry.discover(ModuleLayer.boot());

        assertThat(unknown("alpha")).contains("the module layer of no module", "the module layer of java.base");
    }

    @Test
    void longPathsAreShortened() throws Exception {
        Path[] jars = new Path[5];
        for (int i = 0; i < jars.length; i++) {
            jars[i] = PluginJar.with("B" + i, "b" + i).write(dir.resolve(i + ".jar"));
        }

        try (URLClassLoader loader = PluginJar.loader(jars)) {
            registry.discover(loader);

            assertThat(unknown("alpha")).contains("2.jar and 2 more").doesNotContain("3.jar");
        }
    }

    private String unknown(String name) {
        RendezvousParameters parameters = RendezvousParameters.builder(name).build();
        UnknownBackendException thrown =
                catchThrowableOfType(UnknownBackendException.class, () -> registry.createHandler(parameters));
        return String.valueOf(thrown.getMessage());
    }

    /** Sees one index and nothing else. */
    private static final class OneResource extends ClassLoader {
        private final URL resource;

        OneResource(URL resource) {
            super(null);
            this.resource = resource;
        }

        @Override
        protected Enumeration<URL> findResources(String name) {
            return Collections.enumeration(List.of(resource));
        }
    }
}
