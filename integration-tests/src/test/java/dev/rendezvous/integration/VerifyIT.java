package dev.rendezvous.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code rdzv verify} says of jars that the processor made, after something went wrong with them. */
class VerifyIT {

    private static final String A_PROVIDER = "com.acme.A_RendezvousProvider";
    private static final String ANNOTATION = "@dev.rendezvous.annotations.RendezvousBackend(\"a\")";
    private static final String A_CLASS = "com/acme/A.class";
    private static final String A_RECORD = "#rendezvous:1 " + A_PROVIDER + " name=a implementation=com.acme.A";

    private static final String MODULE = """
            module com.acme {
                requires dev.rendezvous.runtime;
                requires static dev.rendezvous.annotations;
                provides dev.rendezvous.spi.RendezvousBackendProvider with com.acme.A_RendezvousProvider;
            }
            """;

    @TempDir
    Path dir;

    private Path jar;
    private Map<String, byte[]> contents;

    @BeforeEach
    void buildTwoBackends() throws IOException {
        jar = Author.buildJar(dir, "two", sources(Author.handler("com.acme", "A", "a")));
        contents = Author.contents(jar);
    }

    @Test
    void sampleIsFine() {
        assertThat(verify(Author.sampleJar()).exitCode()).isZero();
    }

    @Test
    void everyShapeIsFineAsProcessorLeftIt() throws IOException {
        Path shapes = Author.buildJar(
                dir,
                "shapes",
                Map.of("com/acme/A.java", Author.handler("com.acme", "A", "a"), "com/acme/Outer.java", """
                        package com.acme;
                        import dev.rendezvous.*; import dev.rendezvous.spi.*;
                        import dev.rendezvous.annotations.RendezvousBackend;
                        final class Outer {
                            @RendezvousBackend(value = "method", aliases = {"m", "mm"}, description = "Größe")
                            static RendezvousHandler make(RendezvousParameters parameters) { return new A(parameters); }
                            static final class Inner {
                                @RendezvousBackend("nested-method")
                                static RendezvousHandler make(RendezvousParameters parameters) { return new A(parameters); }
                            }
                            @RendezvousBackend(value = "factory", options = @RendezvousBackend.Option(name = "key"))
                            static final class Factory implements RendezvousHandlerFactory {
                                @Override public RendezvousHandler create(RendezvousParameters p) { return new A(p); }
                            }
                        }
                        """));

        CommandRun run = verify(shapes);

        assertThat(run.output()).contains("\n4         0         ");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void annotationRemovedWithoutTheProcessorIsFound() throws IOException {
        String plain = Author.handler("com.acme", "A", "a").replace(ANNOTATION, "");
        contents.put(A_CLASS, classOfA(plain));

        assertFinding(Author.INDEX + ":1\n  " + A_PROVIDER
                + " is listed, but com.acme.A carries no @RendezvousBackend(\"a\")\n"
                + "  fix: do a clean build");
    }

    @Test
    void nameEditedWithoutTheProcessorIsFound() throws IOException {
        contents.put(A_CLASS, classOfA(Author.handler("com.acme", "A", "a2")));

        assertFinding(A_PROVIDER + " is listed as \"a\", but com.acme.A carries @RendezvousBackend(\"a2\")");
    }

    @Test
    void backendThatIsGoneIsFound() throws IOException {
        contents.remove(A_CLASS);

        assertFinding(A_PROVIDER + " is listed, but the backend com.acme.A that it makes is not there");
    }

    @Test
    void providerThatIsGoneIsFound() throws IOException {
        contents.remove("com/acme/A_RendezvousProvider.class");

        assertFinding(A_PROVIDER + " is listed, but there is no such class");
    }

    @Test
    void lineThatWasLostIsFound() throws IOException {
        index(index().replace(A_PROVIDER + "\n" + A_RECORD + "\n", ""));

        assertFinding(A_CLASS + "\n  com.acme.A carries @RendezvousBackend(\"a\"), but its provider " + A_PROVIDER
                + " is not listed\n  fix: let the tool that packs the jar merge the files of META-INF/services");
    }

    @Test
    void backendCompiledWithoutTheProcessorIsFound() throws IOException {
        contents.remove("com/acme/A_RendezvousProvider.class");
        index(index().replace(A_PROVIDER + "\n" + A_RECORD + "\n", ""));

        assertFinding("com.acme.A carries @RendezvousBackend(\"a\"), but has no provider and is not listed\n"
                + "  fix: compile it with rendezvous-processor on the processor path");
    }

    @Test
    void droppedRecordIsFoundWithTheExactLine() throws IOException {
        index(index().replace(A_RECORD + "\n", ""));

        assertFinding(A_PROVIDER + " has no record, so it has to be loaded to be listed\n  fix: add the line: "
                + A_RECORD + "\n");
    }

    @Test
    void differingRecordIsFoundWithTheRightOne() throws IOException {
        index(index().replace(A_RECORD, A_RECORD + " -- edited by hand"));

        assertFinding("the record of " + A_PROVIDER + " differs from the annotation of com.acme.A\n"
                + "  fix: do a clean build, or replace it with the line: " + A_RECORD + "\n");
    }

    @Test
    void fieldsOfALaterVersionAreNoDifference() throws IOException {
        index(index().replace(A_RECORD, A_RECORD + " later=1"));

        assertThat(verify(Author.write(dir.resolve("altered.jar"), contents)).exitCode())
                .isZero();
    }

    @Test
    void twoJarsWithOneNameAreFound() throws IOException {
        Path rival = Author.buildJar(dir, "rival", Map.of("org/rival/R.java", Author.handler("org.rival", "R", "a")));

        CommandRun run = verify(jar, rival);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .contains("  the name \"a\" is claimed by " + A_PROVIDER
                        + ", and also by org.rival.R_RendezvousProvider (" + rival);
    }

    @Test
    void twoJarsAreFineIfVerifiedTogether() throws IOException {
        byte[] backend = Objects.requireNonNull(contents.remove(A_CLASS));
        Path providers = Author.write(dir.resolve("providers.jar"), contents);
        Path backends = Author.write(dir.resolve("backends.jar"), Map.of(A_CLASS, backend));

        assertThat(verify(providers).exitCode()).isEqualTo(1);
        assertThat(verify(backends).exitCode()).isEqualTo(1);
        assertThat(verify(providers, backends).exitCode()).isZero();
    }

    @Test
    void recordOfAnUnlistedClassIsFound() throws IOException {
        index(index() + "#rendezvous:1 org.old.A_RendezvousProvider name=old implementation=org.old.A\n");

        assertFinding(
                Author.INDEX
                        + ":5\n  the record is about org.old.A_RendezvousProvider, which is not listed\n  fix: remove the line");
    }

    @Test
    void backendListedInsteadOfItsProviderIsFound() throws IOException {
        index(index() + "com.acme.A\n");

        assertFinding(
                Author.INDEX + ":5\n  com.acme.A does not implement dev.rendezvous.spi.RendezvousBackendProvider\n"
                        + "  fix: name the generated class");
    }

    @Test
    void providerThatCannotBeMadeIsFound() throws IOException {
        Path hidden = UnprocessedJar.in(dir, "hidden", Map.of("org/hand/Hidden.java", """
                package org.hand;
                import dev.rendezvous.*; import dev.rendezvous.spi.*;
                import dev.rendezvous.spi.RendezvousBackendProvider;
                final class Hidden implements RendezvousBackendProvider {
                    @Override public BackendDescriptor descriptor() { throw new UnsupportedOperationException(); }
                    @Override public RendezvousHandler create(RendezvousParameters p) { throw new UnsupportedOperationException(); }
                }
                """));
        contents.putAll(Author.contents(hidden));
        index(index() + "org.hand.Hidden\n");

        assertFinding("org.hand.Hidden is not a public class with a public constructor without parameters\n");
    }

    @Test
    void refusedDeclarationIsFoundWithoutTheProcessor() throws IOException {
        String annotation = """
                @RendezvousBackend(value = "Bad Name", options = {
                    @RendezvousBackend.Option(name = "ttl", type = RendezvousBackend.Type.DURATION, defaultValue = "5 minutes"),
                    @RendezvousBackend.Option(name = "ttl"),
                    @RendezvousBackend.Option(name = "ca cert", type = RendezvousBackend.Type.INT, defaultValue = "7"),
                    @RendezvousBackend.Option(name = "must", required = true, defaultValue = "x")})""";
        String source = Author.handler("com.acme", "A", "a")
                .replace(
                        ANNOTATION,
                        annotation.replace("RendezvousBackend", "dev.rendezvous.annotations.RendezvousBackend"));

        CommandRun run = verify(UnprocessedJar.in(dir, "plain", Map.of("com/acme/A.java", source)));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .contains(
                        "plain.jar!/com/acme/A.class\n  com.acme.A carries @RendezvousBackend(\"Bad Name\"), but has no")
                .contains(
                        "the @RendezvousBackend of com.acme.A cannot be indexed: the name \"Bad Name\" has 'B' at index 0")
                .contains("in the @RendezvousBackend of com.acme.A, the option \"ttl\" is declared twice; remove one\n")
                .contains("the option \"ca cert\" is not a config key")
                .contains("the option \"ttl\" has the default \"5 minutes\", expected a duration")
                .contains("(did you mean \"5m\"?)")
                .contains("the option \"must\" is required, so its default \"x\" would never be used")
                .doesNotContain("\"7\"");
    }

    @Test
    void missingProvidesDirectiveIsFoundAndShown() throws IOException {
        contents.put("module-info.class", descriptor("module com.acme {}"));

        assertFinding("module-info.class\n  the module com.acme does not provide " + A_PROVIDER
                + ", com.acme.B_RendezvousProvider\n"
                + "  fix: make it say: provides dev.rendezvous.spi.RendezvousBackendProvider with " + A_PROVIDER
                + ", com.acme.B_RendezvousProvider;\n");
    }

    @Test
    void moduleThatProvidesWhatItListsIsFine() throws IOException {
        Path module = Author.buildModuleJar(
                dir,
                "module",
                Map.of("module-info.java", MODULE, "com/acme/A.java", Author.handler("com.acme", "A", "a")));

        assertThat(verify(module).output()).contains("\n1         0         ");
    }

    @Test
    void moduleThatProvidesUnlistedClassesIsFound() throws IOException {
        Map<String, String> sources =
                Map.of("module-info.java", MODULE, "com/acme/A.java", Author.handler("com.acme", "A", "a"));
        contents = Author.contents(Author.buildModuleJar(dir, "module", sources));
        contents.remove(Author.INDEX);

        CommandRun notListed = verify(Author.write(dir.resolve("not-listed.jar"), contents));
        contents.remove("com/acme/A_RendezvousProvider.class");
        CommandRun absent = verify(Author.write(dir.resolve("absent.jar"), contents));

        assertThat(notListed.output())
                .contains("  the module com.acme provides " + A_PROVIDER + ", but no index lists it\n");
        assertThat(absent.output())
                .contains("  the module com.acme provides " + A_PROVIDER + ", but there is no such class in it\n");
    }

    private byte[] descriptor(String source) throws IOException {
        Path jar = UnprocessedJar.in(dir, "descriptor", Map.of("module-info.java", source));
        return Objects.requireNonNull(Author.contents(jar).get("module-info.class"));
    }

    @Test
    void whatOnlyALaterReleaseSeesIsFound() throws IOException {
        String plain = Author.handler("com.acme", "A", "a").replace(ANNOTATION, "");
        contents.put("META-INF/versions/21/" + A_CLASS, classOfA(plain));
        assertThat(verify(Author.write(dir.resolve("plain.jar"), contents)).exitCode())
                .isZero();
        contents.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMulti-Release: true\n".getBytes(UTF_8));

        assertFinding(A_PROVIDER + " is listed, but com.acme.A carries no @RendezvousBackend(\"a\")\n");
    }

    private void assertFinding(String text) throws IOException {
        CommandRun run = verify(Author.write(dir.resolve("altered.jar"), contents));

        assertThat(run.output()).contains(text).containsOnlyOnce("fix: ");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    private String index() {
        return new String(contents.get(Author.INDEX), UTF_8);
    }

    private void index(String text) {
        assertThat(text).isNotEqualTo(index());
        contents.put(Author.INDEX, text.getBytes(UTF_8));
    }

    private byte[] classOfA(String source) throws IOException {
        Map<String, byte[]> edited = Author.contents(Author.buildJar(dir, "edited", sources(source)));
        return Objects.requireNonNull(edited.get(A_CLASS));
    }

    private static Map<String, String> sources(String sourceOfA) {
        return new TreeMap<>(
                Map.of("com/acme/A.java", sourceOfA, "com/acme/B.java", Author.handler("com.acme", "B", "b")));
    }

    private static CommandRun verify(Path... paths) {
        Object[] words = new Object[paths.length + 1];
        words[0] = "verify";
        System.arraycopy(paths, 0, words, 1, paths.length);
        return CommandRun.of(words);
    }
}
