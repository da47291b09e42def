package dev.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
    void whoWaitsForAnotherThreadsProviderCanBeInterruptedAndOthersGoOn() throws Exception {
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
    void aThreadThatDoesNotReturnIsNamed() {
        assertThat(Messages.stuck("com.acme.X", new Thread("worker-7"), ProviderHandle.PATIENCE))
                .contains("\"worker-7\" makes com.acme.X", "30 s");
    }

    @Test
    void aProviderThatAsksForItselfWhileItIsMadeIsToldSo() throws Exception {
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
                                                + " ((RendezvousRegistry) System.getProperties().get(\"snake\"))"
                                                + ".createHandler(RendezvousParameters.builder(\"snake\").build()); }"))
                .write(dir.resolve("snake.jar"));
        try (URLClassLoader loader = PluginJar.loader(jar)) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);
            System.getProperties().put("snake", registry);
            assertThatThrownBy(() -> registry.createHandler(asking("snake")))
                    .isInstanceOf(BackendLoadException.class)
                    .hasStackTraceContaining("asks for a handler of itself while it is made");
        } finally {
            System.getProperties().remove("snake");
        }
    }

    private static RendezvousParameters asking(String name) {
        return RendezvousParameters.builder(name).build();
    }
}
