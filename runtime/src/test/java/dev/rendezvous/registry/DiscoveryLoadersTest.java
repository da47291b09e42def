package dev.rendezvous.registry;

import static dev.rendezvous.registry.TestParameters.asking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.spi.BackendDescriptor;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A discovery follows a class loader that changes or fails, and loads as few of its classes as it can. */
class DiscoveryLoadersTest {

    @TempDir
    Path dir;

    private final RendezvousRegistry registry = RendezvousRegistry.create();

    @Test
    void foreignJarBringsABackend() throws Exception {
        registry.discover(getClass().getClassLoader());
        assertThat(registry.contains("alpha")).isFalse();
        Path jar = PluginJar.with("Alpha", "alpha", "a").write(dir.resolve("alpha.jar"));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            Discovery discovery = registry.discover(loader);

            assertThat(discovery.problems()).isEmpty();
            assertThat(discovery.conflicts()).isEmpty();
            assertThat(discovery.added()).singleElement().satisfies(added -> {
                assertThat(added.name()).isEqualTo("alpha");
                assertThat(added.aliases()).containsExactly("a");
                assertThat(added.description()).isEqualTo("The alpha backend");
                assertThat(added.implementationClass()).isEqualTo("com.acme.Alpha");
                assertThat(added.providerClass()).isEqualTo("com.acme.Alpha_RendezvousProvider");
                assertThat(added.origin()).contains(jar.toUri());
                assertThat(added.options()).isEmpty();
            });
            assertThat(registry.names()).containsExactly("alpha");
            assertThat(registry.contains("a")).isTrue();
            assertThat(registry.find("a")).isEqualTo(registry.find("alpha")).isPresent();
            try (RendezvousHandler handler = registry.createHandler(asking("alpha"));
                    RendezvousHandler byAlias = registry.createHandler(asking("a"))) {
                assertThat(handler.backend()).isEqualTo("alpha");
                assertThat(byAlias.backend()).isEqualTo("a");
            }
        }
    }

    @Test
    void listingLoadsNoClassOfThePlugin() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha").backend("Beta", "beta").write(dir.resolve("two.jar"));

        try (RecordingLoader loader = new RecordingLoader(jar)) {
            registry.discover(loader);
            assertThat(registry.names()).containsExactly("alpha", "beta");
            assertThat(registry.backends()).hasSize(2);
            assertThat(loader.loaded).isEmpty();

            registry.createHandler(asking("alpha")).close();
            assertThat(loader.loaded).containsExactlyInAnyOrder("com.acme.Alpha_RendezvousProvider", "com.acme.Alpha");
        }
    }

    @Test
    void lostRecordAsksTheProviderOnly() throws Exception {
        Path jar = PluginJar.empty()
                .backendWithoutIndex("Alpha", "alpha", "a")
                .line("com.acme.Alpha_RendezvousProvider")
                .write(dir.resolve("stripped.jar"));

        try (RecordingLoader loader = new RecordingLoader(jar)) {
            assertThat(registry.discover(loader).problems()).isEmpty();

            assertThat(registry.find("a")).hasValueSatisfying(found -> {
                assertThat(found.implementationClass()).isEqualTo("com.acme.Alpha");
                assertThat(found.origin()).contains(jar.toUri());
            });
            assertThat(loader.loaded).containsExactly("com.acme.Alpha_RendezvousProvider");
        }
    }

    @Test
    void floodOfMissingClassesIsCutShort() throws Exception {
        PluginJar flood = PluginJar.empty();
        for (int i = 0; i < 50_000; i++) {
            flood.line("a.C" + i);
        }
        Path hostile = flood.write(dir.resolve("hostile.jar"));
        Path good = PluginJar.with("Alpha", "alpha").write(dir.resolve("good.jar"));

        try (RecordingLoader loader = new RecordingLoader(hostile, good)) {
            Discovery discovery = registry.discover(loader);

            assertThat(registry.names()).containsExactly("alpha");
            assertThat(discovery.problems()).hasSize(101);
            assertThat(discovery.problems().get(0).line()).isZero();
            assertThat(discovery.problems().get(0).message()).contains("49900 more lines without a record");
            assertThat(loader.asked).hasSize(100);
        }
    }

    @Test
    void discoveringAgainTellsWhatCameWentAndChanged() throws Exception {
        Path jar = dir.resolve("plugin.jar");
        PluginJar.with("Alpha", "alpha").backend("Beta", "beta").write(jar);
        SwitchableLoader loader = new SwitchableLoader(jar);
        assertThat(registry.discover(loader).added())
                .extracting(BackendDescriptor::name)
                .containsExactly("alpha", "beta");
        assertThat(registry.discover(loader))
                .isEqualTo(new Discovery(List.of(), List.of(), List.of(), List.of(), List.of()));

        PluginJar.with("Alpha", "alpha", "first").backend("Gamma", "gamma").write(jar);
        Discovery discovery = registry.discover(loader);

        assertThat(discovery.added()).extracting(BackendDescriptor::name).containsExactly("gamma");
        assertThat(discovery.removed()).extracting(BackendDescriptor::name).containsExactly("beta");
        assertThat(discovery.changed())
                .singleElement()
                .satisfies(changed -> assertThat(changed.aliases()).containsExactly("first"));
        assertThat(registry.names()).containsExactly("alpha", "gamma");
    }

    @Test
    void jarStaysDeletableAndNoFileStaysOpen() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha").write(dir.resolve("alpha.jar"));
        URLClassLoader loader = PluginJar.loader(jar);
        registry.discover(loader);
        registry.discover(loader);
        registry.createHandler(asking("alpha")).close();

        loader.close();

        assertThat(openFiles()).noneMatch(file -> file.endsWith("alpha.jar"));
        Files.delete(jar);
    }

    @Test
    void loaderThatCannotListIndexesKeepsItsEntries() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha").write(dir.resolve("alpha.jar"));
        SwitchableLoader loader = new SwitchableLoader(jar);
        registry.discover(loader);

        loader.broken = true;
        Discovery discovery = registry.discover(loader);

        assertThat(discovery.removed()).isEmpty();
        assertThat(discovery.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isZero();
            assertThat(problem.location()).hasScheme("loader");
            assertThat(problem.message()).contains("disk on fire");
        });
        assertThat(registry.names()).containsExactly("alpha");
    }

    @Test
    void bogusUrlDoesNotHideGoodOnes() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha").write(dir.resolve("alpha.jar"));
        SwitchableLoader loader = new SwitchableLoader(jar);
        loader.first.add(new URL("jar:file:/no/such.jar!/" + PluginJar.INDEX));

        Discovery discovery = registry.discover(loader);

        assertThat(registry.names()).containsExactly("alpha");
        assertThat(discovery.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("/no/such.jar", "cannot be read"));
    }

    private static List<String> openFiles() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return List.of();
        }
        List<String> files = new ArrayList<>();
        try (Stream<Path> list = Files.list(descriptors)) {
            for (Path descriptor : list.toList()) {
                if (Files.isSymbolicLink(descriptor)) {
                    files.add(Files.readSymbolicLink(descriptor).toString());
                }
            }
        }
        return files;
    }

    /** Knows which classes it defined. */
    private static final class RecordingLoader extends URLClassLoader {
        private final List<String> loaded = new ArrayList<>();

        private final List<String> asked = new ArrayList<>();

        RecordingLoader(Path... jars) {
            super(Stream.of(jars).map(PluginJar::url).toArray(URL[]::new), RecordingLoader.class.getClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            asked.add(name);
            Class<?> found = super.findClass(name);
            loaded.add(name);
            return found;
        }
    }

    /** Reads its jar afresh each time, and misbehaves when told to. */
    private static final class SwitchableLoader extends ClassLoader {
        private final Path jar;
        private final List<URL> first = new ArrayList<>();
        private boolean broken;

        SwitchableLoader(Path jar) {
            super(SwitchableLoader.class.getClassLoader());
            this.jar = jar;
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            if (broken) {
                throw new IOException("disk on fire");
            }
            List<URL> urls = new ArrayList<>(first);
            urls.add(new URL("jar:" + jar.toUri() + "!/" + name));
            return Collections.enumeration(urls);
        }
    }
}
