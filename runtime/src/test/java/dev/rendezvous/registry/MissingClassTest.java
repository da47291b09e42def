package dev.rendezvous.registry;

import static dev.rendezvous.registry.TestParameters.asking;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cause of a missing class is looked up and not guessed. */
class MissingClassTest {

    private static final String PROVIDER = PluginJar.provider("Bad");

    @TempDir
    Path dir;

    @Test
    void closedLoaderIsNamedAsTheCause() throws Exception {
        Path jar = PluginJar.with("Bad", "bad").write(dir.resolve("closed.jar"));
        URLClassLoader loader = PluginJar.loader(jar);
        RendezvousRegistry registry = RendezvousRegistry.discovered(loader);

        loader.close();

        assertThat(failure(registry))
                .hasMessageContainingAll(PROVIDER + " is in " + jar, "the class loader is closed")
                .hasMessageNotContainingAny("shrink", "damaged", "replaced");
    }

    @Test
    void closedLoaderIsTheCauseOfMissingBackend() throws Exception {
        Path jar = PluginJar.with("Bad", "bad").write(dir.resolve("closed.jar"));
        URLClassLoader loader = PluginJar.loader(jar);
        RendezvousRegistry registry = RendezvousRegistry.discovered(loader);
        assertThat(registry.explain("bad").candidates())
                .extracting(Verdict::kind)
                .containsExactly(Verdict.Kind.CHOSEN);

        loader.close();

        assertThat(failure(registry))
                .hasMessageContainingAll("com.acme.Bad is in " + jar, "the class loader is closed");
    }

    @Test
    void closedLoaderOfAFolderIsTheCause() throws Exception {
        Path classes = PluginJar.with("Bad", "bad").writeFolder(dir.resolve("classes"));
        URLClassLoader loader = PluginJar.loader(classes);
        RendezvousRegistry registry = RendezvousRegistry.discovered(loader);

        loader.close();

        assertThat(failure(registry))
                .hasMessageContainingAll(PROVIDER + " is in " + classes, "the class loader is closed");
    }

    @Test
    void deletedJarIsNamedAsTheCause() throws Exception {
        Path jar = PluginJar.with("Bad", "bad").write(dir.resolve("deleted.jar"));
        URLClassLoader loader = PluginJar.loader(jar);
        RendezvousRegistry registry = RendezvousRegistry.discovered(loader);
        loader.close();

        Files.delete(jar);

        assertThat(failure(registry)).hasMessageContainingAll("the file " + jar + " no longer exists");
    }

    @Test
    void replacedJarIsNamedAsTheCause() throws Exception {
        Path jar = PluginJar.with("Old", "old").write(dir.resolve("plugin.jar"));
        Path next = PluginJar.with("Bad", "bad").write(dir.resolve("next.jar"));
        try (URLClassLoader loader = PluginJar.loader(jar)) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);
            Files.move(next, jar, StandardCopyOption.REPLACE_EXISTING);
            registry.discover(loader);

            assertThat(failure(registry))
                    .hasMessageContainingAll(PROVIDER + " is in " + jar, "before the file was replaced")
                    .hasMessageNotContainingAny("closed", "shrink");
        }
    }

    @Test
    void jarThatWasReplacedIsTheCause() throws Exception {
        Path jar = PluginJar.with("Bad", "bad").write(dir.resolve("plugin.jar"));
        URLClassLoader loader = PluginJar.loader(jar);
        RendezvousRegistry registry = RendezvousRegistry.discovered(loader);
        loader.close();

        Files.writeString(jar, "not a zip file");

        assertThat(failure(registry)).hasMessageContainingAll(jar + " cannot be read: ", "ZipException");
    }

    @Test
    void twoGluedLinesAreNamedAsTheCause() throws Exception {
        String second = PluginJar.provider("Other");
        Path jar = PluginJar.empty()
                .backendWithoutIndex("Bad", "bad")
                .backendWithoutIndex("Other", "other")
                .rawIndex((PROVIDER + second + "\n").getBytes(UTF_8))
                .write(dir.resolve("glued.jar"));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            assertThat(RendezvousRegistry.create().discover(loader).problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message())
                            .contains("contains two class names, " + PROVIDER + " and " + second)
                            .doesNotContain("shrink", "proc:only"));
        }
    }

    @Test
    void gluedNamesOfOtherClassesAreNamedToo() throws Exception {
        Path jar = PluginJar.empty()
                .backendWithoutIndex("Bad", "bad")
                .rawIndex(("com.acme.Bad" + PROVIDER + "\n").getBytes(UTF_8))
                .write(dir.resolve("glued.jar"));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            assertThat(RendezvousRegistry.create().discover(loader).problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message())
                            .contains("contains two class names, com.acme.Bad and " + PROVIDER));
        }
    }

    @Test
    void indexWithoutAnyClassPointsAtTheCompile() throws Exception {
        Path jar = PluginJar.with("Bad", "bad")
                .without(PROVIDER)
                .without("com.acme.Bad")
                .write(dir.resolve("index-only.jar"));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            assertThat(failure(RendezvousRegistry.discovered(loader)))
                    .hasMessageContainingAll("has no class of the package com.acme", "-proc:only")
                    .hasMessageNotContainingAny("shrink", "damaged");
        }
    }

    @Test
    void generatedSourceWithoutAClassPointsAtCompile() throws Exception {
        Path classes = PluginJar.with("Bad", "bad")
                .without(PROVIDER)
                .resource(PROVIDER.replace('.', '/') + ".java", new byte[0])
                .writeFolder(dir.resolve("classes"));

        try (URLClassLoader loader = PluginJar.loader(classes)) {
            assertThat(failure(RendezvousRegistry.discovered(loader)))
                    .hasMessageContainingAll("was generated but not compiled", "-proc:only");
        }
    }

    @Test
    void classRemovedFromAJarPointsAtShrinker() throws Exception {
        Path jar = PluginJar.with("Bad", "bad").without(PROVIDER).write(dir.resolve("shrunk.jar"));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            assertThat(failure(RendezvousRegistry.discovered(loader)))
                    .hasMessageContainingAll(
                            "is not there", jar + " has other classes of its package", "shrinks the jar");
        }
    }

    @Test
    void discoveringAClosedLoaderIsAProblem() throws Exception {
        Path jar = PluginJar.with("Bad", "bad").write(dir.resolve("closed.jar"));
        URLClassLoader loader = PluginJar.loader(jar);
        loader.close();
        RendezvousRegistry registry = RendezvousRegistry.create();

        Discovery discovery = registry.discover(loader);

        assertThat(discovery.problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("the class loader is closed", jar.toString()));
        assertThat(unknown(registry, "bad"))
                .contains("the class loader is closed")
                .doesNotContain("processor");
    }

    @Test
    void openLoaderWithoutBackendsIsNotCalledClosed() throws Exception {
        Path jar = PluginJar.empty().resource("some/file.txt", new byte[0]).write(dir.resolve("plain.jar"));
        Path folder = Files.createDirectory(dir.resolve("empty"));

        try (URLClassLoader loader = PluginJar.loader(folder, jar)) {
            assertThat(RendezvousRegistry.create().discover(loader).problems()).isEmpty();
        }
    }

    private static String unknown(RendezvousRegistry registry, String name) {
        UnknownBackendException thrown =
                catchThrowableOfType(UnknownBackendException.class, () -> registry.createHandler(asking(name)));
        return String.valueOf(thrown.getMessage());
    }

    private static BackendLoadException failure(RendezvousRegistry registry) {
        return catchThrowableOfType(BackendLoadException.class, () -> registry.createHandler(asking("bad")));
    }
}
