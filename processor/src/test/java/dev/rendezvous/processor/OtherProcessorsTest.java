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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sources with types that are not there: another processor may write them, or nobody. */
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
    void backendWaitsForATypeThatAnotherProcessorWrites(Compiler compiler) {
        workspace
                .processors(new RendezvousBackendProcessor(), new RendezvousIndexProcessor(), new MissingWriter())
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
    void processorIsSilentAboutAnnotationsThatDoNotCompile(Compiler compiler) {
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
                        + "}\n");

        Workspace.Outcome outcome = other.compileAll(compiler);

        assertThat(outcome.success()).isFalse();
        assertThat(outcome.messages()).isNotEmpty().noneMatch(text -> text.contains("RDZ"));
    }

    @Test
    void classOfTheUnnamedPackageIsRefused() {
        Workspace other = new Workspace(directory.resolve("other"));
        other.source(
                "Bare.java",
                "@dev.rendezvous.annotations.RendezvousBackend(\"bare\")\n"
                        + "abstract class Bare implements dev.rendezvous.RendezvousHandler {"
                        + " Bare(dev.rendezvous.RendezvousParameters parameters) {} }");

        assertThat(other.compileAll(Compiler.JAVAC).messages())
                .anyMatch(text -> text.startsWith("RDZ011: the class Bare is in no package; expected"));
    }

    private static String backend(String name, String annotation) {
        return annotation + " static class " + name + " extends BaseHandler { " + name
                + "(RendezvousParameters parameters) {} }\n";
    }

    /** Writes {@code com.acme.Missing} in the first round. */
    @SupportedAnnotationTypes("*")
    private static final class MissingWriter extends AbstractProcessor {
        private boolean done;

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!done) {
                done = true;
                write();
            }
            return false;
        }

        private void write() {
            try (Writer writer = processingEnv
                    .getFiler()
                    .createSourceFile("com.acme.Missing")
                    .openWriter()) {
                writer.write("package com.acme; abstract class Missing extends BaseHandler {}");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
