package dev.rendezvous.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HandWrittenProvidersTest {

    private static final String MADE = "com.acme.Made_RendezvousProvider";
    private static final String LISTED = "-Arendezvous.providers=com.acme.Hand";

    @TempDir
    Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeAGeneratedAndAHandWrittenOne() {
        workspace = new Workspace(directory);
        workspace.sourceFromResource("good/com/acme/BaseHandler.java", "com/acme/BaseHandler.java");
        workspace.source(
                "com/acme/Made.java",
                "package com.acme; @dev.rendezvous.annotations.RendezvousBackend(\"made\")"
                        + " final class Made extends BaseHandler { Made(dev.rendezvous.RendezvousParameters p) {} }");
        workspace.source("com/acme/Hand.java", hand("public final class Hand", "public Hand() {}"));
    }

    private static String hand(String declaration, String constructor) {
        return "package com.acme; import dev.rendezvous.*; import dev.rendezvous.spi.*; " + declaration
                + " implements RendezvousBackendProvider { " + constructor
                + " public BackendDescriptor descriptor() { return BackendDescriptor.builder(\"hand\").build(); }"
                + " public RendezvousHandler create(RendezvousParameters p) { throw new AssertionError(); } }";
    }

    @ParameterizedTest
    @EnumSource
    void lineOfCopiedResourceWarnsWithBothRemedies(Compiler compiler) {
        workspace.index("# ours\ncom.acme.Hand\n");

        Workspace.Outcome outcome = workspace.compileAll(compiler).orFail();

        assertThat(outcome.diagnostics())
                .filteredOn(diagnostic -> diagnostic.getMessage(null).contains("RDZ039"))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.getKind()).isIn(Diagnostic.Kind.WARNING, Diagnostic.Kind.MANDATORY_WARNING);
                    assertThat(warning.getMessage(null))
                            .contains("line 2 of the resource " + Workspace.INDEX + " lists com.acme.Hand")
                            .contains("-Arendezvous.providers=com.acme.Hand")
                            .contains("@RendezvousBackend");
                });
        assertThat(workspace.indexedClasses()).containsExactly("com.acme.Hand", MADE);
    }

    @Test
    void copiedResourceIsPrintedWhereMavenHidesWarnings() {
        workspace.index("com.acme.Hand\n");
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        System.setErr(new PrintStream(printed, true, UTF_8));
        try {
            workspace.compileAll(Compiler.JAVAC).orFail();
        } finally {
            System.setErr(before);
            System.clearProperty("org.slf4j.simpleLogger.defaultLogLevel");
        }

        assertThat(printed.toString(UTF_8)).startsWith("[WARNING] RDZ039: line 1 of the resource");
    }

    @ParameterizedTest
    @EnumSource
    void providerOfTheOptionNeedsNoResource(Compiler compiler) {
        workspace.option(LISTED);

        assertThat(workspace.compileAll(compiler).orFail().messages()).noneMatch(text -> text.contains("RDZ"));
        assertThat(workspace.indexedClasses()).containsExactly("com.acme.Hand", MADE);

        assertThat(workspace.compileAll(compiler).orFail().messages()).noneMatch(text -> text.contains("RDZ"));
        assertThat(workspace.indexedClasses()).containsExactly("com.acme.Hand", MADE);
    }

    @ParameterizedTest
    @EnumSource
    void providerOfTheOptionNeedsNoAnnotatedBackend(Compiler compiler) {
        Workspace alone = new Workspace(directory.resolve("alone")).option(LISTED);
        alone.source("com/acme/Hand.java", hand("public final class Hand", ""));

        alone.compileAll(compiler).orFail();

        assertThat(alone.indexedClasses()).containsExactly("com.acme.Hand");
    }

    @Test
    void resourceBesideTheOptionIsStillAWarning() {
        workspace.option(LISTED).index("com.acme.Hand\n");

        assertThat(workspace.compileAll(Compiler.JAVAC).orFail().messages())
                .anyMatch(text -> text.startsWith("RDZ039: line 1 of the resource"));
    }

    @Test
    void resourceWithoutAnnotatedBackendsIsIgnored() {
        Workspace alone = new Workspace(directory.resolve("alone"));
        alone.index("com.acme.Hand\n");
        alone.source("com/acme/Hand.java", hand("public final class Hand", ""));

        assertThat(alone.compileAll(Compiler.JAVAC).orFail().messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    com.acme.Gone | is neither a source of this compile nor on the class path
                    com acme      | is not a class name
                    com.acme.Made | does not implement dev.rendezvous.spi.RendezvousBackendProvider
                    com.acme.Made_RendezvousProvider | is generated and so listed without the option
                    com.acme.Shy  | is not a public class
                    com.acme.Bare | has no public constructor without parameters
                    ''            | is not a class name
                    """)
    void optionThatNamesNoProviderIsAnError(String name, String problem) {
        workspace.source("com/acme/Shy.java", hand("final class Shy", ""));
        workspace.source("com/acme/Bare.java", hand("public final class Bare", "public Bare(int x) {}"));
        workspace.option("-Arendezvous.providers=" + name);

        assertThat(workspace.compileAll(Compiler.JAVAC).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage(null))
                        .startsWith("RDZ040: the option -Arendezvous.providers names \"" + name + "\", which ")
                        .contains(problem));
        assertThat(workspace.hasIndex()).isFalse();
    }

    @Test
    void namedModuleMustProvideWhatTheOptionLists() {
        workspace.onModulePath().option(LISTED);
        workspace.source(
                "module-info.java",
                "module com.acme { requires dev.rendezvous.runtime; requires static dev.rendezvous.annotations;"
                        + " provides dev.rendezvous.spi.RendezvousBackendProvider with " + MADE + "; }");

        assertThat(workspace.compileAll(Compiler.JAVAC).messages())
                .singleElement()
                .asString()
                .startsWith("RDZ032: the module com.acme does not provide com.acme.Hand");
    }

    @Test
    void otherProcessorThatWritesTheIndexIsNamed() {
        workspace.processors(new IndexWriting(), new RendezvousBackendProcessor(), new RendezvousIndexProcessor());

        Workspace.Outcome outcome = workspace.compileAll(Compiler.JAVAC);

        assertThat(outcome.success()).isFalse();
        assertThat(outcome.messages())
                .singleElement()
                .asString()
                .startsWith("RDZ041: another annotation processor of this compile has written " + Workspace.INDEX)
                .contains("the option -Arendezvous.providers");
    }

    /** Does what a generator of service files does for a provider that is written by hand. */
    private static final class IndexWriting extends AbstractProcessor {
        private boolean done;

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!done) {
                done = true;
                try (Writer writer = processingEnv
                        .getFiler()
                        .createResource(StandardLocation.CLASS_OUTPUT, "", Workspace.INDEX)
                        .openWriter()) {
                    writer.write("com.acme.Hand\n");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void generatedProviderAmongSourcesIsAnError(Compiler compiler) {
        workspace.compileAll(compiler).orFail();

        Workspace.Outcome outcome = workspace.compile(
                compiler,
                workspace.sources().resolve("com/acme/Made.java"),
                workspace.generatedFile("com/acme/Made_RendezvousProvider.java"));

        assertThat(outcome.errors())
                .filteredOn(error -> error.getMessage(null).contains("RDZ042"))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.getSource().getName()).endsWith("Made.java");
                    assertThat(error.getMessage(null))
                            .contains("already has it as a source", "leave the folder of generated sources out");
                });
        assertThat(outcome.messages()).noneMatch(text -> text.contains("RDZ031"));
    }

    @Test
    void providerFileAmongTheSourcesIsNamed() {
        workspace.compileAll(Compiler.JAVAC).orFail();
        Path generated = workspace.generatedFile("com/acme/Made_RendezvousProvider.java");

        assertThat(workspace
                        .compile(Compiler.JAVAC, workspace.sources().resolve("com/acme/Made.java"), generated)
                        .messages())
                .anyMatch(text -> text.contains("as a source from " + generated));
    }
}
