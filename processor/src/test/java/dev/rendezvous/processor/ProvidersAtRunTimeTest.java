package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.OptionDescriptor;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads what was generated, as a run time does that knows nothing but the index. */
class ProvidersAtRunTimeTest {

    private static final RendezvousParameters PARAMETERS = RendezvousParameters.builder("any")
            .endpoint("localhost")
            .runId("run")
            .nodes(1, 1)
            .build();

    @TempDir
    Path directory;

    @Test
    void everyProviderDescribesAndMakesItsBackend() throws Exception {
        Workspace workspace = new Workspace(directory);
        GoodBackends.copyTo(workspace);
        workspace.compileAll(Compiler.JAVAC).orFail();

        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {workspace.classes().toUri().toURL()}, getClass().getClassLoader())) {
            SortedMap<String, RendezvousBackendProvider> providers = new TreeMap<>();
            ServiceLoader.load(RendezvousBackendProvider.class, loader)
                    .forEach(provider -> providers.put(provider.descriptor().name(), provider));

            assertThat(providers).hasSize(GoodBackends.PROVIDERS.size());
            assertThat(providers.values().stream().map(RendezvousBackendProvider::descriptor))
                    .contains(testBackend())
                    .extracting(BackendDescriptor::description)
                    .contains("Größe \\u00fc € \ud83d\ude00 $1 */");
            providers.remove("method-two");
            for (RendezvousBackendProvider provider : providers.values()) {
                try (RendezvousHandler handler = provider.create(PARAMETERS)) {
                    assertThat(handler.getClass().getName()).startsWith("com.acme.");
                }
            }
        }
    }

    private static BackendDescriptor testBackend() {
        return BackendDescriptor.builder("testbackend")
                .aliases("tb", "t.b")
                .description("Meets in a \"shared\" directory")
                .implementationClass("com.acme.TestBackend")
                .providerClass("com.acme.TestBackend_RendezvousProvider")
                .option("dir", OptionDescriptor.Type.STRING, "", "The directory", true)
                .option("poll", OptionDescriptor.Type.DURATION, "500ms", "", false)
                .option("tries", OptionDescriptor.Type.INT, "3", "", false)
                .option("fsync", OptionDescriptor.Type.BOOL, "", "", false)
                .build();
    }
}
