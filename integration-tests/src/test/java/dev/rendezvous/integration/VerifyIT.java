package dev.rendezvous.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.cli.Rdzv;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code rdzv verify} says of jars that the processor made, after something went wrong with them. */
class VerifyIT {

    private static final String A_PROVIDER = "com.acme.A_RendezvousProvider";
    private static final String A_CLASS = "com/acme/A.class";
    private static final String A_RECORD = "#rendezvous:1 " + A_PROVIDER + " name=a implementation=com.acme.A";

    @TempDir
    Path dir;

    private Path jar;
    private Map<String, byte[]> contents;

    private record Run(int exitCode, String output) {}

    @BeforeEach
    void buildTwoBackends() throws IOException {
        jar = Author.buildJar(dir, "two", sources(Author.handler("com.acme", "A", "a")));
        contents = Author.contents(jar);
    }

    @Test
    void theSampleIsFine() {
        assertThat(verify(Author.sampleJar()).exitCode()).isZero();
    }

    @Test
    void everyShapeIsFineAsTheProcessorLeftIt() throws IOException {
        Path shapes = Author.buildJar(
                dir,
                "shapes",
                Map.of("com/acme/A.java", Author.handler("com.acme", "A", "a"), "com/acme/Outer.java", """
                        package com.acme;
                        import dev.rendezvous.*;
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

        Run run = verify(shapes);

        assertThat(run.output()).contains("\n4         0         ");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void anAnnotationThatWasRemovedWhileNoProcessorLookedIsFound() throws IOException {
        String plain = Author.handler("com.acme", "A", "a").replaceFirst("@RendezvousBackend\\(.*?\\)", "");
        contents.put(A_CLASS, classOfA(plain));

        assertFinding(
                Author.INDEX + ":1\n  " + A_PROVIDER + " is listed, but com.acme.A carries no @RendezvousBackend(\"a\")\n"
                        + "  mend: compile everything afresh");
    }

    @Test
    void aNameThatWasEditedWhileNoProcessorLookedIsFound() throws IOException {
        contents.put(A_CLASS, classOfA(Author.handler("com.acme", "A", "a2")));

        assertFinding(A_PROVIDER + " is listed as \"a\", but com.acme.A carries @RendezvousBackend(\"a2\")");
    }

    @Test
    void aBackendThatIsGoneIsFound() throws IOException {
        contents.remove(A_CLASS);

        assertFinding(A_PROVIDER + " is listed, but the backend com.acme.A that it makes is not there");
    }

    @Test
    void aProviderThatIsGoneIsFound() throws IOException {
        contents.remove("com/acme/A_RendezvousProvider.class");

        assertFinding(A_PROVIDER + " is listed, but there is no such class");
    }

    @Test
    void aLineThatWasLostIsFound() throws IOException {
        index(index().replace(A_PROVIDER + "\n" + A_RECORD + "\n", ""));

        assertFinding(A_CLASS + "\n  com.acme.A carries @RendezvousBackend(\"a\"), but its provider " + A_PROVIDER
                + " is not listed\n  mend: let what packs the jar merge the files of META-INF/services");
    }

    @Test
    void aBackendThatWasCompiledWithoutTheProcessorIsFound() throws IOException {
        contents.remove("com/acme/A_RendezvousProvider.class");
        index(index().replace(A_PROVIDER + "\n" + A_RECORD + "\n", ""));

        assertFinding("com.acme.A carries @RendezvousBackend(\"a\"), but has no provider and is not listed\n"
                + "  mend: compile it with rendezvous-processor on the processor path");
    }

    @Test
    void aRecordThatAToolDroppedIsFoundAndTheMendIsTheVeryLine() throws IOException {
        index(index().replace(A_RECORD + "\n", ""));

        assertFinding(A_PROVIDER + " has no record, so it has to be loaded to be listed\n  mend: add the line: "
                + A_RECORD + "\n");
    }

    @Test
    void aRecordThatSaysAnotherThingIsFoundAndTheMendIsTheRightOne() throws IOException {
        index(index().replace(A_RECORD, A_RECORD + " -- edited by hand"));

        assertFinding("the record of " + A_PROVIDER + " does not say what the annotation of com.acme.A says\n"
                + "  mend: compile everything afresh, or replace it with the line: " + A_RECORD + "\n");
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

        Run run = verify(jar, rival);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .contains("  the name \"a\" is claimed by " + A_PROVIDER
                        + ", and also by org.rival.R_RendezvousProvider (" + rival);
    }

    @Test
    void whatLiesInTwoJarsIsFineWhenBothAreVerifiedTogether() throws IOException {
        byte[] backend = Objects.requireNonNull(contents.remove(A_CLASS));
        Path providers = Author.write(dir.resolve("providers.jar"), contents);
        Path backends = Author.write(dir.resolve("backends.jar"), Map.of(A_CLASS, backend));

        assertThat(verify(providers).exitCode()).isEqualTo(1);
        assertThat(verify(backends).exitCode()).isEqualTo(1);
        assertThat(verify(providers, backends).exitCode()).isZero();
    }

    private void assertFinding(String text) throws IOException {
        Run run = verify(Author.write(dir.resolve("altered.jar"), contents));

        assertThat(run.output()).contains(text).containsOnlyOnce("mend: ");
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

    private static Run verify(Path... paths) {
        StringWriter output = new StringWriter();
        CommandLine command =
                Rdzv.commandLine().setOut(new PrintWriter(output, true)).setErr(new PrintWriter(output, true));
        String[] words = new String[paths.length + 1];
        words[0] = "verify";
        for (int i = 0; i < paths.length; i++) {
            words[i + 1] = paths[i].toString();
        }
        int exitCode = command.execute(words);
        return new Run(exitCode, output.toString().replace(System.lineSeparator(), "\n"));
    }
}
