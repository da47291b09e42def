package dev.rendezvous.registry;

import static dev.rendezvous.registry.TestParameters.asking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.registry.load.ProviderHandle;
import dev.rendezvous.registry.source.ClassSource;
import dev.rendezvous.registry.source.Origin;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens while the code of a provider does not return. */
class StuckProviderTest {

    private static final long PATIENCE_SECONDS = 20;

    @TempDir
    private Path dir;

    @Test
    void waiterForAStuckProviderCanBeInterrupted() throws Exception {
        String gate = "gate." + dir.getFileName();
        Path jar = PluginJar.with("Good", "good")
                .line("com.acme.Stuck_RendezvousProvider")
                .line("#rendezvous:1 com.acme.Stuck_RendezvousProvider name=stuck implementation=com.acme.Stuck")
                .source("com.acme.Stuck", PluginJar.handlerSource("Stuck", "parameters.backend()", ""))
                .source(
                        "com.acme.Stuck_RendezvousProvider",
                        PluginJar.providerSource("Stuck", "stuck", "")
                                .replace(
                                        "_RendezvousProvider() {}",
                                        "_RendezvousProvider() { System.setProperty(\"" + gate + "\", \"reached\");"
                                                + " while (!\"open\".equals(System.getProperty(\"" + gate
                                                + "\"))) { Thread.onSpinWait(); } }"))
                .write(dir.resolve("stuck.jar"));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (URLClassLoader loader = PluginJar.loader(jar)) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);
            Callable<RendezvousHandler> asking = () -> registry.createHandler(asking("stuck"));
            Future<RendezvousHandler> first = threads.submit(asking);
            while (!"reached".equals(System.getProperty(gate))) {
                Thread.onSpinWait();
            }

            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> registry.createHandler(asking("stuck"))).isInstanceOf(InterruptedException.class);
            assertThat(registry.createHandler(asking("good")).backend()).isEqualTo("good");
            assertThat(registry.discover(loader).problems()).isEmpty();

            System.setProperty(gate, "open");
            assertThat(first.get(PATIENCE_SECONDS, TimeUnit.SECONDS).backend()).isEqualTo("stuck");
        } finally {
            System.setProperty(gate, "open");
            threads.shutdownNow();
            System.clearProperty(gate);
        }
    }

    @Test
    void stuckThreadIsNamedToOthers() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        ProviderHandle handle = new ProviderHandle(
                "com.acme.Stuck_RendezvousProvider",
                new ClassSource.OfLoader(new Unhurried(reached, open)),
                Origin.of(Optional.empty()));
        Thread first = new Thread(handle::loadKeepingInterrupt, "worker-7");
        first.start();
        try {
            reached.await();

            assertThat(handle.load(Duration.ofMillis(50)))
                    .isInstanceOfSatisfying(ProviderHandle.Outcome.Failed.class, failed -> {
                        assertThat(failed.diagnosis())
                                .contains("\"worker-7\" has been loading com.acme.Stuck_RendezvousProvider", "0.05 s");
                        assertThat(failed.isLasting()).isFalse();
                    });
        } finally {
            open.countDown();
            first.join();
        }
        assertThat(handle.load(Duration.ZERO))
                .isInstanceOfSatisfying(
                        ProviderHandle.Outcome.Failed.class,
                        failed -> assertThat(failed.diagnosis()).contains("is not there"));
    }

    @Test
    void exceptionThatThrowsCostsItsProviderAlone() throws Exception {
        Path jar = PluginJar.with("Good", "good")
                .line("com.acme.Mute_RendezvousProvider")
                .source("com.acme.Mute", PluginJar.handlerSource("Mute", "parameters.backend()", ""))
                .source(
                        "com.acme.Mute_RendezvousProvider",
                        PluginJar.providerSource("Mute", "mute", "")
                                .replace(
                                        "_RendezvousProvider() {}",
                                        "_RendezvousProvider() { throw new IllegalStateException() {"
                                                + " public String getMessage() { throw new NullPointerException(); } }; }"))
                .write(dir.resolve("mute.jar"));
        try (URLClassLoader loader = PluginJar.loader(jar)) {
            RendezvousRegistry registry = RendezvousRegistry.create();

            assertThat(registry.discover(loader).problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message()).contains("com.acme.Mute_RendezvousProvider"));
            assertThat(registry.names()).containsExactly("good");
        }
    }

    /** A loader that takes its time to tell that a class is not there. */
    private static final class Unhurried extends ClassLoader {
        private final CountDownLatch reached;
        private final CountDownLatch open;

        Unhurried(CountDownLatch reached, CountDownLatch open) {
            super(null);
            this.reached = reached;
            this.open = open;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            reached.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new ClassNotFoundException(name);
        }
    }

    @Test
    void providerThatAsksForItselfIsReported() throws Exception {
        Path jar = PluginJar.empty()
                .line("com.acme.Snake_RendezvousProvider")
                .line("#rendezvous:1 com.acme.Snake_RendezvousProvider name=snake implementation=com.acme.Snake")
                .source("com.acme.Snake", PluginJar.handlerSource("Snake", "parameters.backend()", ""))
                .source(
                        "com.acme.Snake_RendezvousProvider",
                        PluginJar.providerSource("Snake", "snake", "")
                                .replace(
                                        "_RendezvousProvider() {}",
                                        "_RendezvousProvider() throws InterruptedException {"
                                                + " ((dev.rendezvous.registry.RendezvousRegistry) System.getProperties().get(\"snake\"))"
                                                + ".createHandler(RendezvousParameters.builder(\"snake\").build()); }"))
                .write(dir.resolve("snake.jar"));
        try (URLClassLoader loader = PluginJar.loader(jar)) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);
            System.getProperties().put("snake", registry);
            assertThatThrownBy(() -> registry.createHandler(asking("snake")))
                    .isInstanceOf(BackendLoadException.class)
                    .hasStackTraceContaining("asks for a handler of itself while it is being loaded");
        } finally {
            System.getProperties().remove("snake");
        }
    }
}
