package dev.rendezvous.registry;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.registry.source.Locations;
import dev.rendezvous.spi.BackendDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What discovery finds in real jars behind real class loaders. */
class DiscoveryTest {

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

    static Stream<Arguments> damagedIndexes() {
        return Stream.of(
                Arguments.of("no class name", "com.acme..X\n".getBytes(UTF_8), 1),
                Arguments.of("truncated in a class name", "com.acme.Trunc".getBytes(UTF_8), 1),
                Arguments.of(
                        "truncated in a record", "com.acme.Gone\n#rendezvous:1 com.acme.Gone na".getBytes(UTF_8), 2),
                Arguments.of("binary", new byte[] {(byte) 0xca, (byte) 0xfe, 0, 1, '\n', 0, 2, '\n'}, 1),
                Arguments.of("UTF-16", "com.acme.X\n".getBytes(UTF_16), 0),
                Arguments.of("byte order mark", "\ufeffcom.acme.Gone\n".getBytes(UTF_8), 1),
                Arguments.of("gigantic", new byte[(16 << 20) + 1], 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damagedIndexes")
    void oneDamagedJarDoesNotHideAnother(String kind, byte[] index, int line) throws Exception {
        Path damaged = PluginJar.empty().rawIndex(index).write(dir.resolve("damaged.jar"));
        Path good = PluginJar.with("Alpha", "alpha").write(dir.resolve("good.jar"));

        try (URLClassLoader loader = PluginJar.loader(damaged, good)) {
            Discovery discovery = registry.discover(loader);

            assertThat(registry.names()).as(kind).containsExactly("alpha");
            assertThat(discovery.problems())
                    .isNotEmpty()
                    .allSatisfy(
                            problem -> assertThat(problem.location().toString()).contains("damaged.jar"));
            assertThat(discovery.problems()).extracting(IndexProblem::line).contains(line);
            assertThat(registry.createHandler(asking("alpha"))).isNotNull();
        }
    }

    @Test
    void oneBadLineCostsThatLine() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha")
                .line("no class name")
                .line("com.acme.Missing_RendezvousProvider")
                .backend("Beta", "beta")
                .write(dir.resolve("mixed.jar"));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            Discovery discovery = registry.discover(loader);

            assertThat(registry.names()).containsExactly("alpha", "beta");
            assertThat(discovery.problems()).extracting(IndexProblem::line).containsExactly(3, 4);
            assertThat(discovery.problems().get(0).message()).contains("\"no class name\"", "com.acme.TestBackend");
            assertThat(discovery.problems().get(1).message())
                    .contains("com.acme.Missing_RendezvousProvider", "is not there");
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
    void problemsHideTheOrderOfTheClassPath() throws Exception {
        Path one = PluginJar.empty().line("no class").write(dir.resolve("one.jar"));
        Path two = PluginJar.empty().line("no class").write(dir.resolve("two.jar"));

        try (URLClassLoader there = PluginJar.loader(one, two);
                URLClassLoader back = PluginJar.loader(two, one)) {
            assertThat(registry.discover(there).problems())
                    .isEqualTo(registry.discover(back).problems())
                    .hasSize(2);
        }
    }

    @Test
    void providerWithoutADescriptorCostsItsLine() throws Exception {
        assertCostsItsLine(
                "return BackendDescriptor", "if (true) return null; return BackendDescriptor", "returned null");
    }

    @Test
    void classNameWithControlCharactersIsRefused() throws Exception {
        assertCostsItsLine("com.acme.Alpha\"", "\\u001b[31mEvil\"", "implementation class has U+001B");
    }

    private void assertCostsItsLine(String inProvider, String replacement, String message) throws Exception {
        Path jar = PluginJar.empty()
                .backendWithoutIndex("Alpha", "alpha")
                .source(
                        PluginJar.provider("Alpha"),
                        PluginJar.providerSource("Alpha", "alpha", "").replace(inProvider, replacement))
                .line(PluginJar.provider("Alpha"))
                .write(dir.resolve("odd.jar"));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            assertThat(registry.discover(loader).problems())
                    .singleElement()
                    .satisfies(problem ->
                            assertThat(problem.message()).contains(message).doesNotContain("\u001b"));
        }
    }

    @Test
    void unusableLinesAreMentionedIfNameIsMissing() throws Exception {
        Path jar = PluginJar.empty().line("com.acme.Gone_RendezvousProvider").write(dir.resolve("gone.jar"));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            registry.discover(loader);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> registry.createHandler(asking("gone")))
                    .withMessageContainingAll("gone.jar", "line 1", "com.acme.Gone_RendezvousProvider");
        }
    }

    @Test
    void jarOnThePathTwiceIsOneJar() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha").write(dir.resolve("alpha.jar"));

        try (URLClassLoader loader = PluginJar.loader(jar, jar)) {
            Discovery discovery = registry.discover(loader);

            assertThat(discovery.added()).hasSize(1);
            assertThat(discovery.problems()).isEmpty();
        }
    }

    @Test
    void classOfTwoJarsIsOneEntry() throws Exception {
        Path first = PluginJar.with("Alpha", "alpha").write(dir.resolve("first.jar"));
        Path second = PluginJar.with("Alpha", "alpha").write(dir.resolve("second.jar"));

        for (List<Path> order : List.of(List.of(first, second), List.of(second, first))) {
            try (URLClassLoader loader = PluginJar.loader(order.get(0), order.get(1))) {
                RendezvousRegistry fresh = RendezvousRegistry.create();
                Discovery discovery = fresh.discover(loader);

                assertThat(discovery.conflicts()).isEmpty();
                assertThat(fresh.find("alpha").flatMap(BackendDescriptor::origin))
                        .contains(order.get(0).toUri());
                assertThat(discovery.problems())
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.message())
                                .contains(
                                        "first.jar",
                                        "second.jar",
                                        "takes it from " + Locations.uri(PluginJar.url(order.get(0)))));
            }
        }
    }

    @Test
    void directoryWithBlanksAndBracketsIsAnOrigin() throws Exception {
        Path odd = Files.createDirectory(dir.resolve("a [b] 100% ü"));
        Path jar = PluginJar.with("Alpha", "alpha").write(odd.resolve("al pha.jar"));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            registry.discover(loader);
            assertThat(registry.find("alpha").flatMap(BackendDescriptor::origin))
                    .contains(jar.toUri());
        }
    }

    @Test
    void classBeyondAsciiComesFromTheLoadersJar() throws Exception {
        Path first = PluginJar.with("K\u00e4se", "kaese").write(dir.resolve("z.jar"));
        Path second = PluginJar.with("K\u00e4se", "kaese").write(dir.resolve("a.jar"));

        try (URLClassLoader loader = PluginJar.loader(first, second)) {
            Discovery discovery = registry.discover(loader);

            assertThat(registry.find("kaese").flatMap(BackendDescriptor::origin))
                    .contains(first.toUri());
            assertThat(discovery.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message())
                            .contains("takes it from " + Locations.uri(PluginJar.url(first))));
        }
    }

    @Test
    void classThatNeitherJarHasBelongsToNeither() throws Exception {
        Path first = PluginJar.with("Alpha", "alpha")
                .without("com.acme.Alpha_RendezvousProvider")
                .write(dir.resolve("z.jar"));
        Path second = PluginJar.with("Alpha", "alpha")
                .without("com.acme.Alpha_RendezvousProvider")
                .write(dir.resolve("a.jar"));

        try (URLClassLoader loader = PluginJar.loader(first, second)) {
            assertThat(registry.discover(loader).problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message()).contains("has it from neither"));
        }
    }

    @Test
    void noUrlIsTooOddForALocation() throws Exception {
        assertThat(Locations.uri(new URL("file:/a b/x#y#z.jar"))).hasToString("file:/a%20b/x#y%23z.jar");
        assertThat(Locations.origin("memory:" + PluginJar.INDEX, PluginJar.INDEX))
                .isEmpty();
        assertThat(Locations.origin("jar:file:/x.jar!/META-INF/versions/17/com/acme/X.class", "com/acme/X.class"))
                .contains(URI.create("file:/x.jar"));
        assertThat(Locations.origin("jar:file:/a b.jar!/com/acme/X.class", "com/acme/X.class"))
                .contains(URI.create("file:/a%20b.jar"));
        assertThat(Locations.origin("jar:nested:/app.jar/!lib/x.jar!/com/acme/X.class", "com/acme/X.class"))
                .contains(URI.create("nested:/app.jar/!lib/x.jar"));
        assertThat(Locations.origin("jar:file:/app.war!/lib!/com/acme/X.class", "com/acme/X.class"))
                .contains(URI.create("file:/app.war!/lib"));
        assertThat(Locations.origin("resource:/" + PluginJar.INDEX + "#1", PluginJar.INDEX))
                .contains(URI.create("resource:/"));
    }

    @Test
    void urlThatIsNoUriIsPercentEncoded() throws Exception {
        assertThat(Locations.uri(new URL("file:/a b/ü[1]/100%/x.jar")))
                .hasToString("file:/a%20b/%C3%BC%5B1%5D/100%25/x.jar");
    }

    @Test
    void directoryOfClassesIsAnOriginToo() throws Exception {
        Path classes = Files.createDirectories(dir.resolve("classes/META-INF/services"));
        Files.writeString(
                classes.resolve("dev.rendezvous.spi.RendezvousBackendProvider"),
                "com.acme.X_P\n#rendezvous:1 com.acme.X_P name=x implementation=com.acme.X\n");

        try (URLClassLoader loader = PluginJar.loader(dir.resolve("classes"))) {
            registry.discover(loader);

            assertThat(registry.find("x").flatMap(BackendDescriptor::origin))
                    .contains(dir.resolve("classes").toUri());
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

    /** GraalVM's builder embeds the indexes of the jars, and one of its own for each service, with bare class names. */
    @Test
    void nativeImageListsEntriesWithoutProblems() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha").write(dir.resolve("alpha.jar"));
        try (URLClassLoader real = PluginJar.loader(jar)) {
            byte[] ofTheJar = Objects.requireNonNull(real.getResourceAsStream(PluginJar.INDEX))
                    .readAllBytes();
            byte[] ofTheImage = PluginJar.provider("Alpha").getBytes(UTF_8);

            for (List<byte[]> order : List.of(List.of(ofTheJar, ofTheImage), List.of(ofTheImage, ofTheJar))) {
                ImageLoader image = new ImageLoader(order);
                RendezvousRegistry fresh = RendezvousRegistry.create();
                Discovery discovery = fresh.discover(image);

                assertThat(discovery.problems()).isEmpty();
                assertThat(fresh.backends()).singleElement().satisfies(backend -> {
                    assertThat(backend.description()).isEqualTo("The alpha backend");
                    assertThat(backend.origin()).contains(URI.create("resource:/"));
                });
            }
        }
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

    private static RendezvousParameters asking(String name) {
        return RendezvousParameters.builder(name).build();
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

    /** Shows resources as a native image does, and has no class and nothing else. */
    private static final class ImageLoader extends ClassLoader {
        private final List<byte[]> indexes;

        ImageLoader(List<byte[]> indexes) {
            super(ImageLoader.class.getClassLoader());
            this.indexes = indexes;
        }

        @Override
        public URL getResource(String name) {
            throw new AssertionError("MissingResourceRegistrationError: " + name);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            List<URL> urls = new ArrayList<>();
            for (int i = 0; i < indexes.size(); i++) {
                urls.add(new URL("resource", null, -1, "/" + name + (i == 0 ? "" : "#" + i), handler(indexes.get(i))));
            }
            return Collections.enumeration(urls);
        }

        private static URLStreamHandler handler(byte[] bytes) {
            return new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new URLConnection(url) {
                        @Override
                        public void connect() {}

                        @Override
                        public InputStream getInputStream() {
                            return new ByteArrayInputStream(bytes);
                        }
                    };
                }
            };
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
