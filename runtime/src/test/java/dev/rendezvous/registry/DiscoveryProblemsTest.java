package dev.rendezvous.registry;

import static dev.rendezvous.registry.TestParameters.asking;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A damaged jar or line becomes a problem, and the other backends are still found. */
class DiscoveryProblemsTest {

    @TempDir
    Path dir;

    private final RendezvousRegistry registry = RendezvousRegistry.create();

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
}
