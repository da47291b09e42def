package dev.rendezvous.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.spi.OptionDescriptor;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Declared options are checked before any code of the backend runs. */
class ConfigCheckTest {

    private static final String OPTIONS = """
            .option("join_timeout", OptionDescriptor.Type.DURATION, "10m", "how long to wait", false)
            .option("is_host", OptionDescriptor.Type.BOOL, "", "", false)
            .option("rank", OptionDescriptor.Type.INT, "", "the rank of this node", true)
            """;

    @TempDir
    Path dir;

    @Test
    void unknownKeyIsRefusedWithTheNearestOne() throws Exception {
        assertRefused(
                asking().config("rank", "0").config("join_timeuot", "5s"),
                "knows no config key \"join_timeuot\"",
                "did you mean \"join_timeout\"?",
                "is_host, join_timeout, rank");
    }

    @Test
    void valueThatDoesNotParseIsRefused() throws Exception {
        assertRefused(asking().config("rank", "first"), "\"rank\"", "\"first\"", "a decimal integer");
        assertRefused(asking().config("rank", "0").config("is_host", "maybe"), "\"is_host\"", "\"maybe\"", "true");
        assertRefused(asking().config("rank", "0").config("join_timeout", "soon"), "\"join_timeout\"", "30s");
    }

    @Test
    void requiredKeyThatIsMissingIsNamed() throws Exception {
        assertRefused(asking(), "needs the config key \"rank\"", "the rank of this node");
    }

    @Test
    void defaultsAreFilledInAndGivenValuesKept() throws Exception {
        try (URLClassLoader loader = loader()) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);

            assertThat(registry.createHandler(asking().config("rank", " 2 ").build())
                            .runId())
                    .isEqualTo("{rank= 2 , join_timeout=10m}");
            assertThat(registry.createHandler(asking().config("join_timeout", "5s")
                                    .config("rank", "1")
                                    .build())
                            .runId())
                    .isEqualTo("{join_timeout=5s, rank=1}");
        }
    }

    @Test
    void optionsAppearOnceTheProviderIsLoaded() throws Exception {
        try (URLClassLoader loader = loader()) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);
            assertThat(registry.find("alpha").orElseThrow().options()).isEmpty();

            assertThat(registry.explain("alpha").chosen().orElseThrow().options())
                    .extracting(OptionDescriptor::name)
                    .containsExactly("join_timeout", "is_host", "rank");
            assertThat(registry.find("alpha").orElseThrow().options()).hasSize(3);
            assertThat(registry.discover(loader).changed()).isEmpty();
        }
    }

    private void assertRefused(RendezvousParameters.Builder parameters, String... parts) throws Exception {
        try (URLClassLoader loader = loader()) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> registry.createHandler(parameters.build()))
                    .withMessageContainingAll(parts)
                    .withMessageContaining("alpha");
        }
    }

    /** The backend cannot even be initialised, so a check that came too late would show as another error. */
    private URLClassLoader loader() {
        Path jar = PluginJar.with("Alpha", "alpha")
                .source(PluginJar.provider("Alpha"), PluginJar.providerSource("Alpha", "alpha", OPTIONS))
                .source(
                        "com.acme.Alpha",
                        PluginJar.handlerSource(
                                "Alpha",
                                "\"alpha\"",
                                "if (parameters.get(\"rank\").isEmpty()) throw new Error(\"ran\");"))
                .write(dir.resolve("alpha.jar"));
        return PluginJar.loader(jar);
    }

    private static RendezvousParameters.Builder asking() {
        return RendezvousParameters.builder("alpha");
    }
}
