package dev.rendezvous.tck.backend;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.testkit.ClassPaths;
import dev.rendezvous.testkit.Jars;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A correct backend passes. Each kind of damage fails, with its place and the fix. */
final class BackendCheckTest {

    @TempDir
    private Path dir;

    @Test
    void correctBackendPasses() {
        assertPasses(new BackendJar(), "solo");
        assertPasses(new BackendJar(), "one");
    }

    @Test
    void pathWithBlanksPasses() throws Exception {
        Path jar = new BackendJar().write(dir.resolve("a b%c.jar"));
        try (URLClassLoader loader = loader(jar)) {
            assertThatCode(() -> BackendCheck.check(loader, "solo")).doesNotThrowAnyException();
        }
    }

    @Test
    void missingIndexFails() {
        assertFails(new BackendJar().withoutIndex())
                .hasMessageContainingAll("no backend is called \"solo\"", "was found at all", "annotation processor");
    }

    @Test
    void misspeltNameFailsWithNearestOne() throws Exception {
        try (URLClassLoader loader = loader(new BackendJar().write(dir.resolve("solo.jar")))) {
            assertThatThrownBy(() -> BackendCheck.check(loader, "sloo"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("did you mean \"solo\"?");
        }
    }

    @Test
    void nameOfTwoBackendsFails() throws Exception {
        Path other = BackendJar.ofClass("Other").write(dir.resolve("other.jar"));

        assertFails(new BackendJar(), other)
                .hasMessageContainingAll("is claimed by com.acme.Other of", "and by com.acme.Solo of", "other.jar");
    }

    @Test
    void aliasOfTwoBackendsFails() throws Exception {
        Path other =
                BackendJar.ofClass("Other").inIndex("name=solo", "name=other").write(dir.resolve("other.jar"));

        assertFails(new BackendJar(), other)
                .hasMessageContainingAll("the name \"one\" is claimed by com.acme.Other of", "and by com.acme.Solo of");
    }

    @Test
    void providerListedByTwoJarsFails() throws Exception {
        Path copy = new BackendJar().write(dir.resolve("copy.jar"));

        assertFails(new BackendJar(), copy)
                .hasMessageContainingAll(
                        BackendJar.PROVIDER + " is listed 2 times, by",
                        "solo.jar!",
                        "copy.jar!",
                        "keep one of the jars");
    }

    @Test
    void providerListedTwiceFails() {
        assertFails(new BackendJar().inIndex("#rendezvous", BackendJar.PROVIDER + "\n#rendezvous"))
                .hasMessageContainingAll("is listed 2 times", "line 1 and by", "line 2;");
    }

    @Test
    void missingRecordFails() {
        assertFails(new BackendJar().inIndex("#rendezvous:1", "#"))
                .hasMessageContainingAll("solo.jar!", "line 1: ", "has no usable record", "keeps the comments");
    }

    @Test
    void recordThatDiffersFromProviderFails() {
        assertFails(new BackendJar().inIndex("A group of one", "A crowd"))
                .hasMessageContainingAll(
                        "line 1: the description of the record is <A crowd>", "<A group of one>", "stale");
        assertFails(new BackendJar().inIndex(" aliases=one", ""))
                .hasMessageContainingAll("the aliases of the record is <[]>", "says <[one]>");
        assertFails(new BackendJar().inIndex("implementation=com.acme.Solo", "implementation=com.acme.Old"))
                .hasMessageContainingAll("the implementation of the record is <com.acme.Old>", "<com.acme.Solo>");
    }

    @Test
    void recordWithAnotherNameFails() {
        assertFails(new BackendJar().inProvider("builder(\"solo\")", "builder(\"duo\")"))
                .hasMessageContainingAll("the index calls it solo [one]", "says duo [one]", "stale");
    }

    @Test
    void missingProviderFails() {
        assertFails(new BackendJar().without(BackendJar.PROVIDER))
                .hasMessageContainingAll("solo.jar", "the class " + BackendJar.PROVIDER + " is not there");
    }

    @Test
    void providerWithoutPublicConstructorFails() {
        assertFails(new BackendJar().inProvider("public Solo_RendezvousProvider()", "Solo_RendezvousProvider()"))
                .hasMessageContaining("public class with a public constructor without parameters");
    }

    @Test
    void missingAnnotatedClassFails() {
        assertFails(new BackendJar().without("com.acme.Solo"))
                .hasMessageContainingAll("the annotated class com.acme.Solo of", "cannot be loaded", "class path");
    }

    @Test
    void wrongDefaultOfAnOptionFails() {
        assertFails(new BackendJar().inProvider("\"30s\"", "\"soon\""))
                .hasMessageContainingAll("the option patience has the default \"soon\"", "expected a duration");
    }

    @Test
    void damagedLineFails() {
        assertFails(new BackendJar().inIndex("#rendezvous", "not a class\n#rendezvous"))
                .hasMessageContainingAll("solo.jar!", "line 2: ", "\"not a class\"", "do a clean build");
    }

    @Test
    void damagedLineOfAnotherJarPasses() throws Exception {
        Path other = BackendJar.ofClass("Other")
                .inIndex("name=solo aliases=one", "name=other")
                .inIndex("#rendezvous", "not a class\n#rendezvous")
                .write(dir.resolve("other.jar"));

        try (URLClassLoader loader = loader(new BackendJar().write(dir.resolve("solo.jar")), other)) {
            assertThatCode(() -> BackendCheck.check(loader, "solo")).doesNotThrowAnyException();
        }
    }

    @Test
    void moduleThatHidesTheProviderFails() {
        assertFails(new BackendJar().module(""))
                .hasMessageContainingAll(
                        "the module acme beside",
                        "solo.jar!",
                        "provides dev.rendezvous.spi.",
                        "with " + BackendJar.PROVIDER + ";");
    }

    @Test
    void moduleThatShowsTheProviderPasses() {
        assertPasses(
                new BackendJar()
                        .module("provides dev.rendezvous.spi.RendezvousBackendProvider with " + BackendJar.PROVIDER
                                + ";"),
                "solo");
        assertPasses(new BackendJar().module("exports com.acme;"), "solo");
    }

    @Test
    void jarInAFolderWithExclamationMarkPasses() throws Exception {
        Path folder = Files.createDirectories(dir.resolve("odd name!"));
        try (URLClassLoader loader = loader(new BackendJar().write(folder.resolve("solo.jar")))) {
            assertThatCode(() -> BackendCheck.check(loader, "solo")).doesNotThrowAnyException();
        }
    }

    @Test
    void indexWithoutTheProviderFailsAndNamesIt() {
        assertFails(new BackendJar()
                        .inIndex(BackendJar.PROVIDER + "\n", "com.acme.Hand\n")
                        .inIndex("#rendezvous:1", "#"))
                .hasMessageContainingAll(
                        "no backend is called \"solo\"",
                        BackendJar.PROVIDER + " makes the backend \"solo\", but the index beside it",
                        "RDZ039",
                        "-Arendezvous.providers=com.acme.Hand");
    }

    @Test
    void resourceThatWouldReplaceTheIndexFails() throws Exception {
        Path classes = dir.resolve("target/classes");
        Jars.writeFolder(classes, Jars.contentsOf(new BackendJar().write(dir.resolve("solo.jar"))));
        Path resource = dir.resolve("src/main/resources").resolve(IndexListing.INDEX);
        Files.createDirectories(resource.getParent());
        Files.writeString(resource, "com.acme.Hand # by hand\n");

        try (URLClassLoader loader = loader(classes)) {
            assertThatThrownBy(() -> BackendCheck.check(loader, "solo"))
                    .hasMessageContainingAll(
                            "the resource " + resource.toRealPath(),
                            "may copy it over",
                            "RDZ039",
                            "delete the resource, and compile with -Arendezvous.providers=com.acme.Hand");
            Files.writeString(resource, BackendJar.PROVIDER + "\n");
            assertThatCode(() -> BackendCheck.check(loader, "solo")).doesNotThrowAnyException();
        }
    }

    @Test
    void handlerWithAnotherNameFails() {
        assertFails(new BackendJar().inHandler("return \"solo\"", "return \"duo\""))
                .hasMessageContainingAll("no handler can be made", "reports \"duo\"");
    }

    @Test
    void failingConstructorFailsWithItsCause() {
        assertFails(new BackendJar()
                        .inHandler("this.parameters = parameters;", "throw new IllegalStateException(\"no\");"))
                .hasMessageContainingAll("no handler can be made", "IllegalStateException: no")
                .hasRootCauseMessage("no");
    }

    @Test
    void failingSecondCloseFails() {
        assertFails(new BackendJar()
                        .inHandler("closed++;", "if (closed++ == 1) throw new IllegalStateException(\"closed\");"))
                .hasMessageContainingAll("com.acme.Solo.close() threw", "at the second call");
    }

    @Test
    void allFindingsAreReported() {
        assertFails(new BackendJar()
                        .inIndex("A group of one", "A crowd")
                        .inIndex("#rendezvous", "not a class\n#rendezvous"))
                .hasMessageContainingAll("\"not a class\"", "<A crowd>");
    }

    private void assertPasses(BackendJar backend, String name) {
        assertThatCode(() -> check(backend, name)).doesNotThrowAnyException();
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertFails(BackendJar backend, Path... others) {
        return assertThatThrownBy(() -> check(backend, "solo", others))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("the backend \"solo\" has problems:");
    }

    private void check(BackendJar backend, String name, Path... others) throws Exception {
        Path[] jars = java.util.Arrays.copyOf(others, others.length + 1);
        jars[others.length] = backend.write(dir.resolve("solo.jar"));
        try (URLClassLoader loader = loader(jars)) {
            BackendCheck.check(loader, RendezvousParameters.builder(name).build());
        }
    }

    private static URLClassLoader loader(Path... jars) {
        return ClassPaths.loader(BackendCheckTest.class.getClassLoader(), jars);
    }
}
