package dev.rendezvous.registry;

import static dev.rendezvous.registry.TestParameters.asking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousHandler;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application lets in, and what happens when many ask at once. */
class PolicyTest {

    @TempDir
    Path dir;

    @Test
    void deniedBackendIsNotThereAndIsExplained() throws Exception {
        Path trusted = PluginJar.with("Alpha", "alpha").write(dir.resolve("trusted.jar"));
        Path stranger =
                PluginJar.with("Beta", "alpha").backend("Gamma", "gamma").write(dir.resolve("stranger.jar"));
        RendezvousRegistry registry = RendezvousRegistry.builder()
                .allow(backend -> backend.origin().orElseThrow().toString().endsWith("trusted.jar"))
                .build();

        try (URLClassLoader loader = PluginJar.loader(stranger, trusted)) {
            Discovery discovery = registry.discover(loader);

            assertThat(discovery.conflicts()).isEmpty();
            assertThat(registry.names()).containsExactly("alpha");
            assertThat(registry.createHandler(asking("alpha")).getClass().getName())
                    .isEqualTo("com.acme.Alpha");
            assertThat(registry.explain("alpha").candidates())
                    .extracting(Verdict::toString)
                    .containsExactly("chosen", "denied by the policy of this registry");
            assertThat(registry.explain("alpha").candidates())
                    .extracting(Verdict::kind)
                    .containsExactly(Verdict.Kind.CHOSEN, Verdict.Kind.DENIED);
            assertThatThrownBy(() -> registry.createHandler(asking("gamma")))
                    .isInstanceOf(UnknownBackendException.class)
                    .hasMessageContainingAll("com.acme.Gamma", "stranger.jar", "denied by the policy");
        }
    }

    @Test
    void backendWithoutRecordIsLeftOutAndReported() throws Exception {
        Path jar = PluginJar.empty()
                .backendWithoutIndex("Alpha", "alpha")
                .line(PluginJar.provider("Alpha"))
                .write(dir.resolve("stripped.jar"));
        RendezvousRegistry registry =
                RendezvousRegistry.builder().allow(backend -> true).build();

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            assertThat(registry.discover(loader).problems())
                    .singleElement()
                    .satisfies(
                            problem -> assertThat(problem.message()).contains(PluginJar.provider("Alpha"), "policy"));
            assertThat(registry.names()).isEmpty();
        }
    }

    @Test
    void firstUseByManyThreadsLoadsProviderOnce() throws Exception {
        String counter = "instances." + dir;
        Path jar = PluginJar.with("Alpha", "alpha")
                .source(
                        PluginJar.provider("Alpha"),
                        PluginJar.providerSource("Alpha", "alpha", "")
                                .replace(
                                        "RendezvousProvider() {}",
                                        "RendezvousProvider() { System.setProperty(\"" + counter
                                                + "\", System.getProperty(\"" + counter + "\", \"\") + \"x\"); }"))
                .write(dir.resolve("alpha.jar"));
        int threads = 16;
        ExecutorService pool = Executors.newFixedThreadPool(threads);

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);
            CountDownLatch go = new CountDownLatch(1);
            var handlers = IntStream.range(0, threads)
                    .mapToObj(i -> pool.submit(() -> {
                        go.await();
                        return registry.createHandler(asking("alpha"));
                    }))
                    .toList();
            go.countDown();
            for (Future<RendezvousHandler> handler : handlers) {
                assertThat(handler.get().backend()).isEqualTo("alpha");
            }
            assertThat(System.getProperty(counter)).isEqualTo("x");
        } finally {
            pool.shutdownNow();
        }
    }
}
