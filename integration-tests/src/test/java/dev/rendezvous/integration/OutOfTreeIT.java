package dev.rendezvous.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.registry.AmbiguousBackendException;
import dev.rendezvous.registry.Discovery;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.registry.UnknownBackendException;
import dev.rendezvous.spi.BackendDescriptor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PyTorch's out-of-tree test, and what it leaves unasserted: the backend is not in the registry, its jar becomes visible,
 * discovery runs again, it is there, and a handler can be made from it.
 */
class OutOfTreeIT {

    @TempDir
    Path dir;

    private final RendezvousRegistry registry = RendezvousRegistry.create();

    @Test
    void sampleIsOnNoClassPath() {
        assertThatThrownBy(() -> Class.forName("com.acme.rendezvous.shareddir.SharedDirectoryHandler"))
                .isInstanceOf(ClassNotFoundException.class);
        registry.discover(getClass().getClassLoader());
        assertThat(registry.contains("testbackend")).isFalse();
    }

    @Test
    void jarThatBecomesVisibleBringsItsBackend() throws Exception {
        registry.discover(getClass().getClassLoader());
        assertThat(registry.contains("testbackend")).isFalse();
        assertThatThrownBy(() -> registry.createHandler(asking("testbackend")))
                .isInstanceOf(UnknownBackendException.class);

        try (URLClassLoader loader = loader(Author.sampleJar())) {
            Discovery discovery = registry.discover(loader);

            assertThat(discovery.problems()).isEmpty();
            assertThat(discovery.added()).singleElement().satisfies(added -> {
                assertThat(added.name()).isEqualTo("testbackend");
                assertThat(added.origin()).contains(Author.sampleJar().toUri());
            });
            assertThat(registry.contains("testbackend")).isTrue();
            try (RendezvousHandler handler = registry.createHandler(asking("testbackend"))) {
                RendezvousInfo info = handler.nextRendezvous();
                assertThat(info.rank()).isZero();
                assertThat(info.worldSize()).isEqualTo(1);
                info.store().set("key", "value".getBytes(UTF_8));
                assertThat(info.store().get("key")).asString(UTF_8).isEqualTo("value");
            }
        }
    }

    @Test
    void serviceLoaderReadsTheIndexToo() throws Exception {
        try (URLClassLoader loader = loader(Author.sampleJar())) {
            assertThat(ServiceLoader.load(dev.rendezvous.spi.RendezvousBackendProvider.class, loader))
                    .extracting(provider -> provider.descriptor().name())
                    .contains("testbackend");
        }
    }

    @Test
    void pluginThatFailsIsReportedAndSkipped() throws Exception {
        Path failing = stripped("failing.jar", "com/acme/broken/Broken_RendezvousProvider.class");

        try (URLClassLoader loader = loader(failing, Author.sampleJar())) {
            Discovery discovery = registry.discover(loader);

            assertThat(registry.names()).containsExactly("testbackend");
            assertThat(discovery.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.location().toString()).contains("failing.jar");
                assertThat(problem.line()).isEqualTo(1);
                assertThat(problem.message()).contains("com.acme.broken.Broken_RendezvousProvider");
            });
            registry.createHandler(asking("testbackend")).close();
        }
    }

    @Test
    void nameOfTwoJarsIsReportedWithBoth() throws Exception {
        Path rival = Author.buildJar(
                dir, "rival", Map.of("com/rival/Rival.java", Author.handler("com.rival", "Rival", "testbackend")));

        try (URLClassLoader loader = loader(rival, Author.sampleJar())) {
            assertThat(registry.discover(loader).conflicts())
                    .singleElement()
                    .satisfies(conflict -> assertThat(conflict.candidates())
                            .extracting(BackendDescriptor::origin)
                            .map(origin -> Path.of(origin.orElseThrow()))
                            .containsExactlyInAnyOrder(rival, Author.sampleJar()));
            assertThatThrownBy(() -> registry.createHandler(asking("testbackend")))
                    .isInstanceOf(AmbiguousBackendException.class)
                    .hasMessageContainingAll(
                            "com.rival.Rival",
                            "rival.jar",
                            Author.sampleJar().getFileName().toString());

            registry.prefer("testbackend", "com.rival.Rival");
            assertThat(registry.createHandler(asking("testbackend")).getClass().getName())
                    .isEqualTo("com.rival.Rival");
        }
    }

    /** A jar whose index lost its records to a tool, and one of its classes too. */
    private Path stripped(String name, String lostClass) throws IOException {
        Path jar = Author.buildJar(
                dir,
                "whole",
                Map.of("com/acme/broken/Broken.java", Author.handler("com.acme.broken", "Broken", "broken")));
        Map<String, byte[]> contents = Author.contents(jar);
        assertThat(contents.remove(lostClass)).isNotNull();
        contents.put(Author.INDEX, "com.acme.broken.Broken_RendezvousProvider\n".getBytes(UTF_8));
        return Author.write(dir.resolve(name), contents);
    }

    private RendezvousParameters asking(String name) {
        return RendezvousParameters.builder(name)
                .endpoint(dir.resolve("shared").toString())
                .runId("run")
                .build();
    }

    private URLClassLoader loader(Path... jars) throws MalformedURLException {
        URL[] urls = new URL[jars.length];
        for (int i = 0; i < jars.length; i++) {
            urls[i] = jars[i].toUri().toURL();
        }
        return new URLClassLoader(urls, new ClassesOnly());
    }
}
