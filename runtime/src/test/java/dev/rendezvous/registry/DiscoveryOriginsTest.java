package dev.rendezvous.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each backend that a discovery finds has the jar or the folder that it came from as its origin. */
class DiscoveryOriginsTest {

    @TempDir
    Path dir;

    private final RendezvousRegistry registry = RendezvousRegistry.create();

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
}
