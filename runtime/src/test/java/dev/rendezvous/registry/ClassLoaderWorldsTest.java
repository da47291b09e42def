package dev.rendezvous.registry;

import static dev.rendezvous.registry.TestParameters.asking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.registry.source.Locations;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parents and children, copies, and loaders that must go away. */
class ClassLoaderWorldsTest {

    @TempDir
    Path dir;

    private final RendezvousRegistry registry = RendezvousRegistry.create();

    @Test
    void entryOfParentAndChildIsOne() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha").write(dir.resolve("alpha.jar"));

        try (CountingLoader parent = new CountingLoader(jar, getClass().getClassLoader());
                URLClassLoader child = new URLClassLoader(new URL[] {PluginJar.url(jar)}, parent)) {
            registry.discover(parent);
            Discovery second = registry.discover(child);

            assertThat(second.added()).isEmpty();
            assertThat(second.conflicts()).isEmpty();
            assertThat(registry.forget(parent)).isTrue();
            assertThat(registry.createHandler(asking("alpha")).backend()).isEqualTo("alpha");
            assertThat(registry.forget(child)).isTrue();
            assertThat(registry.names()).isEmpty();
        }
    }

    @Test
    void distinguishingParentFromChildLoadsNoClass() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha").write(dir.resolve("alpha.jar"));

        try (CountingLoader parent = new CountingLoader(jar, getClass().getClassLoader());
                URLClassLoader child = new URLClassLoader(new URL[0], parent)) {
            registry.discover(parent);
            registry.discover(child);

            assertThat(registry.backends()).hasSize(1);
            assertThat(parent.defined).isZero();
        }
    }

    @Test
    void siblingsShareTheEntryOfTheirParent() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha").write(dir.resolve("alpha.jar"));

        try (CountingLoader parent = new CountingLoader(jar, getClass().getClassLoader());
                URLClassLoader one = new URLClassLoader(new URL[0], parent);
                URLClassLoader two = new URLClassLoader(new URL[0], parent)) {
            registry.discover(one);
            Discovery second = registry.discover(two);

            assertThat(second.conflicts()).isEmpty();
            assertThat(registry.backends()).hasSize(1);
            assertThat(parent.defined).isZero();
        }
    }

    @Test
    void slowLoaderDelaysNoOther() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha").write(dir.resolve("alpha.jar"));
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch registered = new CountDownLatch(1);

        try (URLClassLoader plain = PluginJar.loader(jar);
                HesitatingLoader slow = new HesitatingLoader(jar, loading, registered)) {
            registry.discover(plain);
            Thread discovering = new Thread(() -> registry.discover(slow), "discovering");
            discovering.start();
            loading.await();

            registry.register("other", parameters -> new StubHandler("other"));
            registered.countDown();
            discovering.join();

            assertThat(registry.names()).containsExactly("alpha", "other");
            assertThat(registry.backends()).hasSize(3);
        }
    }

    @Test
    void loaderForgottenDuringItsDiscoveryStaysForgotten() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha").write(dir.resolve("alpha.jar"));

        try (InterruptedLoader loader = new InterruptedLoader(jar, jar, registry::forget)) {
            assertThat(registry.discover(loader).added()).isEmpty();
            assertThat(registry.names()).isEmpty();
            assertThat(registry.forget(loader)).isFalse();
        }
    }

    @Test
    void laterOfTwoOverlappingDiscoveriesCounts() throws Exception {
        Path old = PluginJar.with("Alpha", "alpha").write(dir.resolve("old.jar"));
        Path now = PluginJar.with("Beta", "beta").write(dir.resolve("new.jar"));

        try (InterruptedLoader loader = new InterruptedLoader(old, now, registry::discover)) {
            assertThat(registry.discover(loader).added()).isEmpty();
            assertThat(registry.names()).containsExactly("beta");
        }
    }

    @Test
    void sameJarInTwoLoadersIsTwoEntries() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha").write(dir.resolve("alpha.jar"));

        try (URLClassLoader one = PluginJar.loader(jar);
                URLClassLoader two = PluginJar.loader(jar)) {
            registry.discover(one);
            Discovery second = registry.discover(two);

            assertThat(second.conflicts())
                    .singleElement()
                    .satisfies(conflict -> assertThat(conflict.candidates()).hasSize(2));
            assertThatThrownBy(() -> registry.createHandler(asking("alpha")))
                    .isInstanceOf(AmbiguousBackendException.class)
                    .hasMessageContaining("forget all but one of the loaders");
            registry.forget(one);
            assertThat(registry.createHandler(asking("alpha")).getClass().getClassLoader())
                    .isSameAs(two);
        }
    }

    @Test
    void childFirstLoaderHasEntryOfItsOwn() throws Exception {
        Path shared = PluginJar.with("Alpha", "alpha").write(dir.resolve("shared.jar"));
        Path own = PluginJar.with("Alpha", "alpha").write(dir.resolve("own.jar"));

        try (URLClassLoader parent = PluginJar.loader(shared);
                ChildFirstLoader child = new ChildFirstLoader("com.acme.", parent, own)) {
            registry.discover(parent);
            Discovery second = registry.discover(child);

            assertThat(second.conflicts()).hasSize(1);
            assertThat(second.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message())
                            .contains("shared.jar", "own.jar", "takes it from " + Locations.uri(PluginJar.url(own))));
        }
    }

    @Test
    void loaderWithACopyOfApiIsReported() throws Exception {
        Path plugin = PluginJar.with("Alpha", "alpha").write(dir.resolve("alpha.jar"));
        Path api = PluginJar.location(RendezvousRegistry.class);

        try (ChildFirstLoader loader =
                new ChildFirstLoader("dev.rendezvous.", getClass().getClassLoader(), plugin, copyOf(api))) {
            registry.discover(loader);

            assertThatThrownBy(() -> registry.createHandler(asking("alpha")))
                    .isInstanceOf(BackendLoadException.class)
                    .hasMessageContainingAll(
                            "implements dev.rendezvous.spi.RendezvousBackendProvider of",
                            "api-copy.jar",
                            Locations.of(RendezvousRegistry.class),
                            "one copy");
        }
    }

    @Test
    void forgottenLoaderIsCollected() throws Exception {
        Path good = PluginJar.with("Alpha", "alpha")
                .backend("Bad", "bad")
                .without("com.acme.Bad_RendezvousProvider")
                .write(dir.resolve("good.jar"));
        Path rival = PluginJar.with("Rival", "rival", "alias")
                .backend("Other", "other", "alias")
                .write(dir.resolve("rival.jar"));

        WeakReference<ClassLoader> loader = useAndForget(good, rival);

        Garbage.assertCollected("the loader after forget", loader);
        assertThat(registry.names()).isEmpty();
    }

    /** In a method of its own, so that no local variable holds the loader afterwards. */
    private WeakReference<ClassLoader> useAndForget(Path... jars) throws Exception {
        try (URLClassLoader loader = PluginJar.loader(jars)) {
            registry.discover(loader);
            registry.createHandler(asking("alpha")).close();
            assertThatThrownBy(() -> registry.createHandler(asking("bad"))).isInstanceOf(BackendLoadException.class);
            assertThatThrownBy(() -> registry.createHandler(asking("alias")))
                    .isInstanceOf(AmbiguousBackendException.class);
            assertThatThrownBy(() -> registry.createHandler(asking("missing")))
                    .isInstanceOf(UnknownBackendException.class);
            registry.explain("alpha");
            assertThat(registry.forget(loader)).isTrue();
            return new WeakReference<>(loader);
        }
    }

    private Path copyOf(Path api) throws Exception {
        PluginJar copy = PluginJar.empty();
        for (Path root : new Path[] {api, PluginJar.location(dev.rendezvous.index.IndexReader.class)}) {
            try (java.util.stream.Stream<Path> files = java.nio.file.Files.walk(root)) {
                for (Path file :
                        files.filter(java.nio.file.Files::isRegularFile).toList()) {
                    copy.resource(root.relativize(file).toString(), java.nio.file.Files.readAllBytes(file));
                }
            }
        }
        return copy.write(dir.resolve("api-copy.jar"));
    }

    private static final class CountingLoader extends URLClassLoader {
        private int defined;

        CountingLoader(Path jar, ClassLoader parent) {
            super(new URL[] {PluginJar.url(jar)}, parent);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            defined++;
            return super.findClass(name);
        }
    }

    /** Takes its time over classes of plugins, and does not say which loader it asks first. */
    private static final class HesitatingLoader extends URLClassLoader {
        private final CountDownLatch loading;
        private final CountDownLatch goOn;

        HesitatingLoader(Path jar, CountDownLatch loading, CountDownLatch goOn) {
            super(new URL[] {PluginJar.url(jar)}, HesitatingLoader.class.getClassLoader());
            this.loading = loading;
            this.goOn = goOn;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            loading.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new ClassNotFoundException(name, e);
            }
            return super.findClass(name);
        }
    }

    /** While its indexes are listed for the first time something is done with it, and it has another jar from then on. */
    private static final class InterruptedLoader extends URLClassLoader {
        private final Path old;
        private final Path now;
        private final Consumer<ClassLoader> meanwhile;
        private boolean interrupted;

        InterruptedLoader(Path old, Path now, Consumer<ClassLoader> meanwhile) {
            super(new URL[0], InterruptedLoader.class.getClassLoader());
            this.old = old;
            this.now = now;
            this.meanwhile = meanwhile;
        }

        @Override
        public Enumeration<URL> findResources(String name) throws IOException {
            boolean isFirst = !interrupted;
            interrupted = true;
            if (isFirst) {
                meanwhile.accept(this);
            }
            return Collections.enumeration(List.of(new URL("jar:" + (isFirst ? old : now).toUri() + "!/" + name)));
        }
    }

    /** Like a web container's loader: looks at its own jars before it asks its parent. */
    private static final class ChildFirstLoader extends URLClassLoader {
        private final String prefix;

        ChildFirstLoader(String prefix, ClassLoader parent, Path... jars) {
            super(java.util.stream.Stream.of(jars).map(PluginJar::url).toArray(URL[]::new), parent);
            this.prefix = prefix;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null) {
                    return known;
                }
                return name.startsWith(prefix) ? findClass(name) : super.loadClass(name, resolve);
            }
        }

        @Override
        public URL getResource(String name) {
            URL own = findResource(name);
            return own != null ? own : super.getResource(name);
        }
    }
}
