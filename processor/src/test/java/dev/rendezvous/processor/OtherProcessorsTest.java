package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Sources with types that are not there: another processor may write them, or none does. */
class OtherProcessorsTest {

    @TempDir
    Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeBackendsOfAMissingType() {
        workspace = new Workspace(directory);
        workspace.sourceFromResource("good/com/acme/BaseHandler.java", "com/acme/BaseHandler.java");
        workspace.source(
                "com/acme/Waiting.java",
                "package com.acme; import dev.rendezvous.*; import dev.rendezvous.annotations.RendezvousBackend;\n"
                        + "@RendezvousBackend(\"waiting\") class Waiting extends Missing {"
                        + " Waiting(RendezvousParameters parameters) {}\n"
                        + " static void first() {}\n"
                        + " @RendezvousBackend(\"method\") static Missing make(RendezvousParameters parameters)"
                        + " { return null; } }");
    }

    @ParameterizedTest
    @EnumSource
    void backendWaitsForATypeOfAnotherProcessor(Compiler compiler) {
        workspace
                .processors(
                        new RendezvousBackendProcessor(),
                        new RendezvousIndexProcessor(),
                        new SourceWriter(
                                1,
                                "com.acme.Missing",
                                "package com.acme; abstract class Missing extends BaseHandler {}"))
                .compileAll(compiler)
                .orFail();

        assertThat(workspace.indexedClasses())
                .containsExactly("com.acme.Waiting_RendezvousProvider", "com.acme.Waiting_make_RendezvousProvider");
    }

    @ParameterizedTest
    @EnumSource
    void processorIsSilentWhereTheCompilerComplains(Compiler compiler) {
        Workspace.Outcome outcome = workspace.compileAll(compiler);

        assertThat(outcome.success()).isFalse();
        assertThat(outcome.messages()).isNotEmpty().noneMatch(text -> text.contains("RDZ"));
    }

    @ParameterizedTest
    @EnumSource
    void processorIgnoresAnnotationsThatDoNotCompile(Compiler compiler) {
        Workspace other = new Workspace(directory.resolve("other"));
        other.sourceFromResource("good/com/acme/BaseHandler.java", "com/acme/BaseHandler.java");
        other.source(
                "com/acme/Broken.java",
                "package com.acme; import dev.rendezvous.*; import dev.rendezvous.annotations.RendezvousBackend;\n"
                        + "class Broken {\n"
                        + backend("A", "@RendezvousBackend(Nowhere.NAME)")
                        + backend("B", "@RendezvousBackend")
                        + backend("C", "@RendezvousBackend(value = \"c\", aliases = {\"x\", Nowhere.NAME})")
                        + backend("D", "@RendezvousBackend(5)")
                        + backend("E", "@RendezvousBackend(\"e\") @RendezvousBackend(\"E\")")
                        + backend("F", "@RendezvousBackend(value = \"f\", options = @RendezvousBackend.Option)")
                        + backend("G", "@RendezvousBackend(value = \"g\", optoins = {})")
                        + "@RendezvousBackend(\"h\") static class H extends BaseHandler { H(Nowhere p) {} }\n"
                        + "@RendezvousBackend(\"i\") static class I extends BaseHandler { I() throws Nowhere {} }\n"
                        + "@RendezvousBackend(\"j\") static class J implements Nowhere<String> {}\n"
                        + "@RendezvousBackend(\"k\") static RendezvousHandler k(Nowhere... p) { return null; }\n"
                        + "@RendezvousBackend(\"l\") static Nowhere[] l(RendezvousParameters p) { return null; }\n"
                        + "@RendezvousBackend(\"m\") int field;\n"
                        + "}\n");

        Workspace.Outcome outcome = other.compileAll(compiler);

        assertThat(outcome.success()).isFalse();
        assertThat(outcome.messages()).isNotEmpty().noneMatch(text -> text.contains("RDZ"));
    }

    @ParameterizedTest
    @CsvSource({"1, JAVAC", "1, ECJ", "2, JAVAC", "2, ECJ"})
    void backendThatAnotherProcessorWritesIsFoundInItsRound(int round, Compiler compiler) {
        Workspace other = new Workspace(directory.resolve("other"));
        other.sourceFromResource("good/com/acme/BaseHandler.java", "com/acme/BaseHandler.java");
        String written = "package com.acme; @dev.rendezvous.annotations.RendezvousBackend(\"written\")"
                + " class Written extends BaseHandler { Written(dev.rendezvous.RendezvousParameters parameters) {} }";

        other.processors(
                        new RendezvousBackendProcessor(),
                        new RendezvousIndexProcessor(),
                        new SourceWriter(round, "com.acme.Written", written))
                .compileAll(compiler)
                .orFail();

        assertThat(other.indexedClasses()).containsExactly("com.acme.Written_RendezvousProvider");
        assertThat(other.classes().resolve("com/acme/Written_RendezvousProvider.class"))
                .exists();
    }

    @ParameterizedTest
    @EnumSource
    void classOfTheUnnamedPackageIsRefused(Compiler compiler) {
        Workspace other = new Workspace(directory.resolve("other"));
        other.source(
                "Bare.java",
                "\n@dev.rendezvous.annotations.RendezvousBackend(\"bare\")\n"
                        + "abstract class Bare implements dev.rendezvous.RendezvousHandler {"
                        + " Bare(dev.rendezvous.RendezvousParameters parameters) {} }");

        assertThat(other.compileAll(compiler).errors()).anySatisfy(error -> {
            assertThat(error.getMessage(null)).startsWith("RDZ011: the class Bare is in no package; expected");
            assertThat(error.getLineNumber()).isEqualTo(2);
        });
    }

    private static String backend(String name, String annotation) {
        return annotation + " static class " + name + " extends BaseHandler { " + name
                + "(RendezvousParameters parameters) {} }\n";
    }

    /** Writes one class, in the round that it is told. */
    @SupportedAnnotationTypes("*")
    private static final class SourceWriter extends AbstractProcessor {
        private final String name;
        private final String text;
        private int roundsToGo;

        SourceWriter(int round, String name, String text) {
            this.roundsToGo = round;
            this.name = name;
            this.text = text;
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            roundsToGo--;
            if (roundsToGo == 0) {
                write(name, text);
            } else if (roundsToGo > 0) {
                write("com.acme.Round" + roundsToGo, "package com.acme; class Round" + roundsToGo + " {}");
            }
            return false;
        }

        private void write(String className, String source) {
            try (Writer writer =
                    processingEnv.getFiler().createSourceFile(className).openWriter()) {
                writer.write(source);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
