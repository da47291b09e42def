package dev.rendezvous.registry;

import static dev.rendezvous.registry.TestParameters.asking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rendezvous.spi.BackendDescriptor;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be loaded fails by its own name, with a sentence that tells why, the same way each time. */
class LoadFailureTest {

    @TempDir
    Path dir;

    @Test
    void providerWhoseClassIsMissing() throws Exception {
        Path jar = jarWith(PluginJar.with("Bad", "bad").without("com.acme.Bad_RendezvousProvider"));

        assertFailsTwice(jar, "com.acme.Bad_RendezvousProvider is not there", ClassNotFoundException.class);
    }

    @Test
    void backendWhoseClassIsMissing() throws Exception {
        Path jar = jarWith(PluginJar.with("Bad", "bad").without("com.acme.Bad"));

        assertFailsTwice(jar, "needs a class that the loader cannot give: com/acme/Bad", NoClassDefFoundError.class);
    }

    @Test
    void providerThatThrowsInItsInitializer() throws Exception {
        Path jar = jarWith(
                PluginJar.with("Bad", "bad")
                        .source(
                                PluginJar.provider("Bad"),
                                PluginJar.providerSource("Bad", "bad", "")
                                        .replace(
                                                "public Bad_RendezvousProvider() {}",
                                                "static final int N = Integer.parseInt(\"x\"); public Bad_RendezvousProvider() {}")));

        assertFailsTwice(jar, "NumberFormatException", ExceptionInInitializerError.class);
    }

    @Test
    void backendThatThrowsInItsInitializer() throws Exception {
        Path jar = jarWith(PluginJar.with("Bad", "bad")
                .source(
                        "com.acme.Bad",
                        PluginJar.handlerSource("Bad", "\"bad\"", "")
                                .replace(
                                        "private final RendezvousParameters parameters;",
                                        "private final RendezvousParameters parameters;"
                                                + " static final int N = Integer.parseInt(\"x\");")));

        assertFailsTwice(jar, "NumberFormatException", ExceptionInInitializerError.class);
    }

    @Test
    void backendThatThrewIsNamedAgain() throws Exception {
        Path jar = jarWith(PluginJar.with("Bad", "bad")
                .source(
                        "com.acme.Bad",
                        PluginJar.handlerSource("Bad", "\"bad\"", "")
                                .replace(
                                        "private final RendezvousParameters parameters;",
                                        "private final RendezvousParameters parameters;"
                                                + " static final int N = Integer.parseInt(\"x\");")));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);
            assertThatThrownBy(() -> registry.createHandler(asking("bad")))
                    .hasMessageContaining("the static initializer of com.acme.Bad");
            registry.discover(loader);

            assertThatThrownBy(() -> registry.createHandler(asking("bad")))
                    .isInstanceOf(BackendLoadException.class)
                    .hasMessageContaining("the static initializer of com.acme.Bad failed before in this JVM");
        }
    }

    @Test
    void providerThatThrowsAnErrorInItsConstructor() throws Exception {
        Path jar = jarWith(PluginJar.with("Bad", "bad")
                .source(
                        PluginJar.provider("Bad"),
                        PluginJar.providerSource("Bad", "bad", "")
                                .replace(
                                        "RendezvousProvider() {}",
                                        "RendezvousProvider() { throw new ThreadDeath(); }")));

        assertFailsTwice(jar, "java.lang.ThreadDeath", ThreadDeath.class);
    }

    @Test
    void providerWithoutAPublicConstructor() throws Exception {
        Path jar = jarWith(PluginJar.with("Bad", "bad")
                .source(
                        PluginJar.provider("Bad"),
                        PluginJar.providerSource("Bad", "bad", "")
                                .replace("public Bad_RendezvousProvider()", "Bad_RendezvousProvider()")));

        assertFailsTwice(jar, "public constructor without parameters", NoSuchMethodException.class);
    }

    @Test
    void listedClassThatIsNoProvider() throws Exception {
        Path jar = jarWith(PluginJar.empty()
                .source("com.acme.Bad", "package com.acme; public class Bad {}")
                .line("com.acme.Bad")
                .line("#rendezvous:1 com.acme.Bad name=bad implementation=com.acme.Bad"));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            assertThatThrownBy(() -> RendezvousRegistry.discovered(loader).createHandler(asking("bad")))
                    .isInstanceOf(BackendLoadException.class)
                    .hasMessageContainingAll("com.acme.Bad does not implement", "_RendezvousProvider");
        }
    }

    @Test
    void recordThatSaysSomethingElseThanItsClass() throws Exception {
        Path jar = jarWith(PluginJar.empty()
                .backendWithoutIndex("Bad", "renamed")
                .line("com.acme.Bad_RendezvousProvider")
                .line("#rendezvous:1 com.acme.Bad_RendezvousProvider name=bad implementation=com.acme.Bad"));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);
            assertThatThrownBy(() -> registry.createHandler(asking("bad")))
                    .isInstanceOf(BackendLoadException.class)
                    .hasMessageContainingAll("calls it bad", "says renamed", "stale");
            assertThat(registry.find("bad").map(BackendDescriptor::name)).contains("bad");
            assertThat(registry.names()).containsExactly("bad", "good");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "implementation | name=bad implementation=com.acme.Wrong",
                "aliases        | name=bad aliases=b,c implementation=com.acme.Bad",
                "aliases        | name=bad implementation=com.acme.Bad",
                "description    | name=bad aliases=b implementation=com.acme.Bad -- Something else",
            })
    void recordThatDiffersInOneFieldIsStale(String field, String record) throws Exception {
        Path jar = jarWith(PluginJar.empty()
                .backendWithoutIndex("Bad", "bad", "b")
                .source(
                        PluginJar.provider("Bad"),
                        PluginJar.providerSource("Bad", "bad", ".aliases(\"b\").description(\"The bad backend\")"))
                .line(PluginJar.provider("Bad"))
                .line("#rendezvous:1 " + PluginJar.provider("Bad") + " " + record));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);

            assertThatThrownBy(() -> registry.createHandler(asking("bad")))
                    .isInstanceOf(BackendLoadException.class)
                    .hasMessageContainingAll("bad.jar", "line 1: the " + field + " of the record is <", "is stale");
            assertThat(registry.explain("bad").candidates())
                    .extracting(Verdict::kind)
                    .containsExactly(Verdict.Kind.NOT_LOADABLE);
        }
    }

    @Test
    void providerWithoutADescriptionMatchesAnyRecord() throws Exception {
        Path jar = jarWith(PluginJar.empty()
                .backendWithoutIndex("Bad", "bad")
                .source(
                        PluginJar.provider("Bad"),
                        PluginJar.providerSource("Bad", "bad", "")
                                .replace(".implementationClass(\"com.acme.Bad\")", ""))
                .line(PluginJar.provider("Bad"))
                .line("#rendezvous:1 " + PluginJar.provider("Bad")
                        + " name=bad implementation=com.acme.Bad -- Written by hand"));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            assertThat(RendezvousRegistry.discovered(loader)
                            .createHandler(asking("bad"))
                            .backend())
                    .isEqualTo("bad");
        }
    }

    @Test
    void backendThatCannotBeLoadedIsExplained() throws Exception {
        Path jar = jarWith(PluginJar.with("Bad", "bad").without("com.acme.Bad_RendezvousProvider"));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            Explanation explanation = RendezvousRegistry.discovered(loader).explain("bad");

            assertThat(explanation.chosen()).isPresent();
            assertThat(explanation.candidates()).singleElement().satisfies(candidate -> {
                assertThat(candidate.kind()).isEqualTo(Verdict.Kind.NOT_LOADABLE);
                assertThat(candidate.reason()).contains("com.acme.Bad_RendezvousProvider");
                assertThat(candidate).hasToString("chosen, but cannot be loaded: " + candidate.reason());
            });
        }
    }

    @Test
    void discoveringAgainTriesAgain() throws Exception {
        Path jar = jarWith(PluginJar.with("Bad", "bad").without("com.acme.Bad_RendezvousProvider"));
        Path repaired = PluginJar.empty()
                .backendWithoutIndex("Bad", "bad")
                .without("com.acme.Bad")
                .write(dir.resolve("repaired.jar"));

        try (GrowingLoader loader = new GrowingLoader(jar)) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);
            assertThatThrownBy(() -> registry.createHandler(asking("bad"))).isInstanceOf(BackendLoadException.class);
            loader.add(repaired);

            registry.discover(loader);

            assertThat(registry.createHandler(asking("bad")).backend()).isEqualTo("bad");
        }
    }

    private Path jarWith(PluginJar bad) {
        return bad.backend("Good", "good").write(dir.resolve("bad.jar"));
    }

    private static void assertFailsTwice(Path jar, String diagnosis, Class<? extends Throwable> cause)
            throws Exception {
        try (URLClassLoader loader = PluginJar.loader(jar)) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);
            assertThat(registry.names()).containsExactly("bad", "good");
            assertThat(registry.createHandler(asking("good")).backend()).isEqualTo("good");

            BackendLoadException first =
                    catchThrowableOfType(BackendLoadException.class, () -> registry.createHandler(asking("bad")));
            BackendLoadException second =
                    catchThrowableOfType(BackendLoadException.class, () -> registry.createHandler(asking("bad")));

            assertThat(first)
                    .hasMessageContainingAll("\"bad\"", "bad.jar", diagnosis)
                    .hasCauseInstanceOf(cause);
            assertThat(first.name()).isEqualTo("bad");
            assertThat(first.providerClass()).isEqualTo("com.acme.Bad_RendezvousProvider");
            assertThat(second).hasMessage(first.getMessage()).hasCause(first.getCause());
        }
    }

    private static final class GrowingLoader extends URLClassLoader {
        GrowingLoader(Path jar) {
            super(new java.net.URL[] {PluginJar.url(jar)}, GrowingLoader.class.getClassLoader());
        }

        void add(Path jar) {
            addURL(PluginJar.url(jar));
        }
    }
}
