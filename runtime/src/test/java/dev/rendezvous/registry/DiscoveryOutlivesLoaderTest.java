package dev.rendezvous.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.registry.source.Locations;
import dev.rendezvous.spi.BackendDescriptor;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a discovery returns is data: it is right, and holds no loader, however late it is read. */
class DiscoveryOutlivesLoaderTest {

    private static final int PATIENCE_SECONDS = 20;

    @TempDir
    Path dir;

    private final RendezvousRegistry registry = RendezvousRegistry.create();

    @Test
    void unreadDiscoveryHoldsNoLoader() throws Exception {
        Path jar = plugin();

        Kept kept = useAndForget(jar, unread -> {});
        Garbage.assertCollected("the loader of a discovery that was not read", kept.loader());

        assertTellsOfThePlugin(kept.discovery(), jar);
    }

    @Test
    void discoveryThatWasReadHoldsNoLoader() throws Exception {
        Path jar = plugin();

        Kept kept = useAndForget(jar, discovery -> assertTellsOfThePlugin(discovery, jar));
        Garbage.assertCollected("the loader of a discovery that was read", kept.loader());

        assertTellsOfThePlugin(kept.discovery(), jar);
    }

    @Test
    void discoveryOfLaterChangesHoldsNoLoader() throws Exception {
        Path jar = plugin();

        Kept kept = useReplaceAndForget(jar);
        Garbage.assertCollected("the loader of a repeated discovery", kept.loader());

        assertThat(kept.discovery().added()).extracting(BackendDescriptor::name).containsExactly("new");
        assertThat(kept.discovery().removed())
                .extracting(BackendDescriptor::name)
                .containsExactly("alpha", "asked", "one");
        assertThat(kept.discovery().changed()).containsExactly(descriptor("two", "Two", jar, "other"));
    }

    @Test
    void elementsStayAfterTheJarWasDeleted() throws Exception {
        Path jar = plugin();
        Discovery discovery = discover(jar);

        Files.delete(jar);

        assertTellsOfThePlugin(discovery, jar);
    }

    @Test
    void itsListIsUnmodifiable() throws Exception {
        List<BackendDescriptor> added = discover(plugin()).added();
        BackendDescriptor first = added.get(0);

        List.<Runnable>of(
                        () -> added.add(first),
                        () -> added.set(0, first),
                        () -> added.remove(0),
                        () -> added.remove(first),
                        added::clear,
                        () -> added.removeIf(backend -> true),
                        () -> added.replaceAll(backend -> backend),
                        () -> Collections.reverse(added),
                        () -> added.subList(0, 1).clear(),
                        () -> remove(added))
                .forEach(change -> assertThatThrownBy(change::run).isInstanceOf(UnsupportedOperationException.class));
        assertThat(added).hasSize(4).startsWith(first);
    }

    private static void remove(List<BackendDescriptor> backends) {
        var each = backends.iterator();
        each.next();
        each.remove();
    }

    @Test
    void listEqualsAnyOtherWithTheSameElements() throws Exception {
        List<BackendDescriptor> added = discover(plugin()).added();

        List<BackendDescriptor> ordinary = new ArrayList<>(added);

        assertThat(added).isEqualTo(ordinary).hasSameHashCodeAs(ordinary).hasToString(ordinary.toString());
        assertThat(ordinary).isEqualTo(added);
        assertThat(added.indexOf(ordinary.get(2))).isEqualTo(2);
        assertThat(added.contains(descriptor("missing", "Missing", dir))).isFalse();
    }

    @Test
    void manyThreadsReadTheSameElements() throws Exception {
        int threads = 8;
        Path jar = dir.resolve("many.jar");
        List<BackendDescriptor> expected = writeMany(jar, 1_000);
        List<BackendDescriptor> added = discover(jar).added();
        CountDownLatch ready = new CountDownLatch(threads);
        Callable<List<BackendDescriptor>> reading = () -> {
            ready.countDown();
            assertThat(ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new ArrayList<>(added);
        };

        ExecutorService readers = readers(threads);
        try {
            for (Future<List<BackendDescriptor>> read :
                    readers.invokeAll(Collections.nCopies(threads, reading), PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                assertThat(read.get()).isEqualTo(expected);
            }
        } finally {
            readers.shutdownNow();
            assertThat(readers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    private static ExecutorService readers(int threads) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(
                threads, task -> new Thread(task, "reader of a discovery " + number.incrementAndGet()));
    }

    /** Generated lines, whose classes are never loaded. */
    private List<BackendDescriptor> writeMany(Path jar, int count) {
        PluginJar lines = PluginJar.empty();
        List<BackendDescriptor> descriptors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String type = "Backend" + (count + i);
            String name = "backend" + (count + i);
            lines.line(PluginJar.provider(type)).line(record(type, name));
            descriptors.add(descriptor(name, type, jar));
        }
        lines.write(jar);
        return descriptors;
    }

    private static String record(String type, String name) {
        return "#rendezvous:1 " + PluginJar.provider(type) + " name=" + name + " implementation=com.acme." + type
                + " -- The " + name + " backend";
    }

    /** One of everything that a discovery tells: a backend, one whose provider was asked, a conflict, and a line that is bad. */
    private Path plugin() {
        return PluginJar.with("Alpha", "alpha")
                .backendWithoutIndex("Asked", "asked")
                .line(PluginJar.provider("Asked"))
                .backend("One", "one", "both")
                .backend("Two", "two", "both")
                .line("no class name")
                .write(dir.resolve("plugin.jar"));
    }

    private static void assertTellsOfThePlugin(Discovery discovery, Path jar) {
        BackendDescriptor one = descriptor("one", "One", jar, "both");
        BackendDescriptor two = descriptor("two", "Two", jar, "both");
        BackendDescriptor asked = BackendDescriptor.builder("asked")
                .implementationClass("com.acme.Asked")
                .providerClass(PluginJar.provider("Asked"))
                .origin(origin(jar))
                .build();
        assertThat(discovery.added()).containsExactly(descriptor("alpha", "Alpha", jar), asked, one, two);
        assertThat(discovery.conflicts()).containsExactly(new Conflict("both", List.of(one, two)));
        assertThat(discovery.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.location().toString()).contains("plugin.jar"));
    }

    private static BackendDescriptor descriptor(String name, String type, Path jar, String... aliases) {
        return BackendDescriptor.builder(name)
                .aliases(aliases)
                .description("The " + name + " backend")
                .implementationClass("com.acme." + type)
                .providerClass(PluginJar.provider(type))
                .origin(origin(jar))
                .build();
    }

    private static URI origin(Path jar) {
        return Locations.uri(PluginJar.url(jar));
    }

    private Discovery discover(Path jar) throws IOException {
        try (URLClassLoader loader = PluginJar.loader(jar)) {
            return registry.discover(loader);
        }
    }

    /** A discovery, and whether its loader is still there. */
    private record Kept(Discovery discovery, WeakReference<ClassLoader> loader) {}

    /** In a method of its own, so that no local variable holds the loader afterwards. */
    private Kept useAndForget(Path jar, Consumer<Discovery> reader) throws Exception {
        try (URLClassLoader loader = PluginJar.loader(jar)) {
            Discovery discovery = registry.discover(loader);
            registry.createHandler(RendezvousParameters.builder("alpha").build())
                    .close();
            reader.accept(discovery);
            assertThat(registry.forget(loader)).isTrue();
            return new Kept(discovery, new WeakReference<>(loader));
        }
    }

    private Kept useReplaceAndForget(Path jar) throws Exception {
        try (URLClassLoader loader = PluginJar.loader(jar)) {
            registry.discover(loader);
            Files.delete(jar);
            PluginJar.with("New", "new").backend("Two", "two", "other").write(jar);
            Discovery discovery = registry.discover(loader);
            assertThat(registry.forget(loader)).isTrue();
            return new Kept(discovery, new WeakReference<>(loader));
        }
    }
}
