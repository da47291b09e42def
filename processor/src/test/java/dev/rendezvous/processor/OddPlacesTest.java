package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the annotation can be written though the processor does not look for it, and what the compilers make of that. */
class OddPlacesTest {

    private static final String IMPORTS =
            "package com.acme; import dev.rendezvous.*; import dev.rendezvous.annotations.RendezvousBackend;\n";

    @TempDir
    Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeABackend() {
        workspace = new Workspace(directory);
        workspace.sourceFromResource("good/com/acme/BaseHandler.java", "com/acme/BaseHandler.java");
        workspace.source("com/acme/Good.java", IMPORTS + backend("Good", "\"good\""));
    }

    /** The reason why {@code docs/diagnostics.md} promises no error for it. Should this fail one day, RDZ009 has come to life. */
    @ParameterizedTest
    @EnumSource
    void noCompilerShowsLocalClassesToAProcessor(Compiler compiler) {
        workspace.source(
                "com/acme/Local.java",
                IMPORTS + "final class Local {\n void start() {\n" + backend("InMethod", "\"NO NAME\"") + " }\n"
                        + " Runnable lambda = () -> {\n" + backend("InLambda", "\"NO NAME\"") + " };\n"
                        + " { new Object() {\n" + backend("InAnonymous", "\"NO NAME\"") + " }; }\n}\n");

        Workspace.Outcome outcome = workspace.compileAll(compiler).orFail();

        assertThat(outcome.messages()).noneMatch(text -> text.contains("RDZ"));
        assertThat(workspace.indexedClasses()).containsExactly("com.acme.Good_RendezvousProvider");
    }

    @Test
    void errorsOfAGeneratedAccessorAreAtRecord() {
        workspace.source(
                "com/acme/Pair.java",
                IMPORTS + "\nrecord Pair(int x,\n @RendezvousBackend(\"pair\") RendezvousHandler handler) {}\n");

        assertThat(workspace.compileAll(Compiler.JAVAC).errors()).hasSize(2).allSatisfy(error -> {
            assertThat(error.getMessage(null)).containsPattern("RDZ01[79]: the method handler\\(\\)");
            assertThat(error.getSource().getName()).endsWith("Pair.java");
            assertThat(error.getLineNumber()).isEqualTo(3);
        });
    }

    @ParameterizedTest
    @EnumSource
    void errorsOfAWrittenAccessorAreAtAnnotation(Compiler compiler) {
        workspace.source(
                "com/acme/Pair.java",
                IMPORTS + "\nrecord Pair(int x, RendezvousHandler handler) {\n"
                        + " @RendezvousBackend(\"pair\") public RendezvousHandler handler() { return handler; } }\n");

        assertThat(workspace.compileAll(compiler).errors())
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error.getLineNumber()).isEqualTo(4));
    }

    /** Nothing can be said of it: the processor is not even called. */
    @Test
    void eclipseHidesGeneratedAccessorsFromAProcessor() {
        workspace.source(
                "com/acme/Pair.java",
                IMPORTS + "record Pair(int x, @RendezvousBackend(\"pair\") RendezvousHandler handler) {}\n");

        assertThat(workspace.compileAll(Compiler.ECJ).orFail().messages()).noneMatch(text -> text.contains("RDZ"));
    }

    @ParameterizedTest
    @EnumSource
    void annotatedPackageIsLeftToTheCompiler(Compiler compiler) {
        assertLeftToTheCompiler(compiler, "dev.rendezvous.annotations.RendezvousBackend(\"p\")");
    }

    @ParameterizedTest
    @EnumSource
    void markedPackageIsLeftToTheCompiler(Compiler compiler) {
        assertLeftToTheCompiler(compiler, "dev.rendezvous.spi.RegisteredBackend(implementation = \"p\", name = \"p\")");
    }

    private void assertLeftToTheCompiler(Compiler compiler, String annotation) {
        workspace.source("com/acme/package-info.java", "@" + annotation + " package com.acme;\n");

        Workspace.Outcome outcome = workspace.compileAll(compiler);

        assertThat(outcome.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage(null)).doesNotContain("RDZ"));
    }

    /** The compilers use this text for values that they cannot compute. */
    @ParameterizedTest
    @EnumSource
    void textThatLooksLikeAnErrorIsText(Compiler compiler) {
        workspace.source(
                "com/acme/Looks.java",
                IMPORTS
                        + backend(
                                "Looks",
                                "value = \"looks\", description = \"<error>\", options ="
                                        + " @RendezvousBackend.Option(name = \"x\", defaultValue = \"<error>\", description = \"<error>\")"));

        workspace.compileAll(compiler).orFail();

        assertThat(workspace.index()).contains("name=looks implementation=com.acme.Looks -- <error>\n");
    }

    @ParameterizedTest
    @EnumSource
    void nameThatLooksLikeAnErrorIsRefused(Compiler compiler) {
        workspace.source("com/acme/Looks.java", IMPORTS + backend("Looks", "\"<error>\""));

        assertThat(workspace.compileAll(compiler).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage(null)).startsWith("RDZ001: the name \"<error>\""));
    }

    @Test
    void unreadableClassFileIsNotDroppedSilently() {
        workspace.source("com/acme/Missing.java", "package com.acme; final class Missing {}");
        workspace.source(
                "com/acme/Methods.java",
                IMPORTS + "final class Methods {\n"
                        + " @RendezvousBackend(\"m\") static RendezvousHandler make(Missing missing) { return null; } }");
        workspace.option("-proc:none").compileAll(Compiler.JAVAC).orFail();
        workspace.deleteClass("com/acme/Missing");

        Workspace.Outcome outcome = new Workspace(directory).processClassFiles(Compiler.JAVAC, "com.acme.Methods");

        assertThat(outcome.messages())
                .containsExactly("RDZ034: nothing is generated for com.acme.Methods.make, because its class file names"
                        + " a class that cannot be found; add that class to the class path"
                        + " (see https://rendezvous.dev/docs/diagnostics.md#rdz034)");
    }

    @ParameterizedTest
    @EnumSource
    void providersWhoseNamesDifferOnlyInCaseClash(Compiler compiler) {
        workspace.source(
                "com/acme/Methods.java",
                IMPORTS + "final class Methods {\n"
                        + " @RendezvousBackend(\"one\") static RendezvousHandler go(RendezvousParameters p) { return null; }\n"
                        + " @RendezvousBackend(\"two\") static RendezvousHandler Go(RendezvousParameters p) { return null; } }");

        assertThat(workspace.compileAll(compiler).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage(null))
                        .startsWith("RDZ021: the providers of ")
                        .contains(
                                "com.acme.Methods.go", "com.acme.Methods.Go", " where file names ignore case; rename"));
    }

    private static String backend(String name, String values) {
        return "@RendezvousBackend(" + values + ") class " + name + " extends BaseHandler { " + name
                + "(RendezvousParameters parameters) {} }\n";
    }
}
