package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compiles some of the sources again, into the folder that the whole was compiled into. */
class PartialCompileTest {

    private static final String A = "com.acme.A_RendezvousProvider";
    private static final String B = "com.acme.B_RendezvousProvider";

    @TempDir
    Path directory;

    private Workspace workspace;
    private Path b;

    @BeforeEach
    void writeTwoBackends() {
        workspace = new Workspace(directory);
        workspace.sourceFromResource("good/com/acme/BaseHandler.java", "com/acme/BaseHandler.java");
        backend("A", "@RendezvousBackend(\"a\")");
        b = backend("B", "@RendezvousBackend(\"b\")");
    }

    @ParameterizedTest
    @EnumSource
    void everythingIsThereWhenAllIsCompiledAgain(Compiler compiler) {
        workspace.compileAll(compiler).orFail();
        String before = workspace.index();

        workspace.compileAll(compiler).orFail();

        assertThat(workspace.index()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void entriesStayIfOutputFolderIsNotVisible(Compiler compiler) {
        workspace.compileAll(compiler).orFail();
        Workspace elsewhere = workspace.outputNotOnClassPath();
        Path base = workspace.sourceFromResource("good/com/acme/BaseHandler.java", "com/acme/BaseHandler.java");

        elsewhere.compile(compiler, base, b).orFail();

        assertThat(workspace.indexedClasses()).containsExactly(A, B);
    }

    @Test
    void entryGoesWithItsClassFile() {
        workspace.compileAll(Compiler.JAVAC).orFail();
        workspace.deleteClass("com/acme/A_RendezvousProvider");
        Path base = workspace.sourceFromResource("good/com/acme/BaseHandler.java", "com/acme/BaseHandler.java");

        workspace.outputNotOnClassPath().compile(Compiler.JAVAC, base, b).orFail();

        assertThat(workspace.indexedClasses()).containsExactly(B);
    }

    @ParameterizedTest
    @EnumSource
    void entryGoesWithItsBackend(Compiler compiler) {
        workspace.compileAll(compiler).orFail();
        workspace.deleteClass("com/acme/A");
        Path base = workspace.sourceFromResource("good/com/acme/BaseHandler.java", "com/acme/BaseHandler.java");

        workspace.outputNotOnClassPath().compile(compiler, base, b).orFail();

        assertThat(workspace.indexedClasses()).containsExactly(B);
    }

    @ParameterizedTest
    @EnumSource
    void oldLineOfUnnameablePackageAffectsNoOther(Compiler compiler) {
        workspace.compileAll(compiler).orFail();
        workspace.index("com.native.Foo\n" + workspace.index());

        workspace.compile(compiler, b).orFail();

        assertThat(workspace.indexedClasses()).containsExactly(A, B);
    }

    @ParameterizedTest
    @EnumSource
    void folderInPlaceOfTheIndexIsError(Compiler compiler) throws IOException {
        Files.createDirectories(workspace.classes().resolve(Workspace.INDEX));

        Workspace.Outcome outcome = workspace.compileAll(compiler);

        assertThat(outcome.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage(null)).startsWith("RDZ031: "));
    }

    @Test
    void handWrittenProviderStaysWithItsRecord() {
        workspace.source(
                "com/acme/Hand.java",
                "package com.acme; import dev.rendezvous.*; import dev.rendezvous.spi.*;"
                        + " public final class Hand implements dev.rendezvous.spi.RendezvousBackendProvider {"
                        + " public BackendDescriptor descriptor() { return BackendDescriptor.builder(\"hand\").build(); }"
                        + " public RendezvousHandler create(RendezvousParameters parameters) { return new A(parameters); } }");
        workspace.index("com.acme.Hand\n# a comment\ncom.acme.BaseHandler\ncom.acme.Gone\n");

        workspace.compileAll(Compiler.JAVAC).orFail();

        assertThat(workspace.indexedClasses()).containsExactly(A, B, "com.acme.Hand");
        assertThat(workspace.index()).doesNotContain("name=hand");
    }

    @Test
    void fieldsThatALaterVersionKnowsAreKept() {
        workspace.compileAll(Compiler.JAVAC).orFail();
        workspace.index(workspace.index().replace("name=a ", "name=a later=1 "));

        workspace.compile(Compiler.JAVAC, b).orFail();

        assertThat(workspace.index()).contains(" later=1");
    }

    @Test
    void recordThatAToolLostComesBack() {
        workspace.compileAll(Compiler.JAVAC).orFail();
        String before = workspace.index();
        workspace.index(A + "\n" + B + "\n");

        workspace.compile(Compiler.JAVAC, b).orFail();

        assertThat(workspace.index()).isEqualTo(before);
    }

    @Test
    void unreadableLineIsReportedAndCostsNoOther() {
        workspace.compileAll(Compiler.JAVAC).orFail();
        workspace.index("no class name!\n" + workspace.index());

        Workspace.Outcome outcome = workspace.compile(Compiler.JAVAC, b).orFail();

        assertThat(outcome.messages()).anyMatch(text -> text.startsWith("RDZ030: line 1 of the index"));
        assertThat(workspace.indexedClasses()).containsExactly(A, B);
    }

    @Test
    void indexThatIsNotTextIsReportedOnce() throws IOException {
        workspace.index("");
        Files.write(workspace.classes().resolve(Workspace.INDEX), new byte[] {(byte) 0xfe, (byte) 0xff});

        Workspace.Outcome outcome = workspace.compileAll(Compiler.JAVAC).orFail();

        assertThat(outcome.messages())
                .anyMatch(text -> text.startsWith("RDZ030: the index in the output folder is not used: the file "));
        assertThat(workspace.indexedClasses()).containsExactly(A, B);
    }

    @Test
    void indexIsWrittenFromClassFilesAlone() {
        workspace.compileAll(Compiler.JAVAC).orFail();
        String before = workspace.index();
        workspace.index("");

        workspace.option("-proc:only").processClassFiles(Compiler.JAVAC, A, B).orFail();

        assertThat(workspace.index()).isEqualTo(before);
    }

    @Test
    void providerIsWrittenForAClassFile() {
        workspace.option("-proc:none").compileAll(Compiler.JAVAC).orFail();
        assertThat(workspace.hasIndex()).isFalse();

        Workspace again = new Workspace(directory);
        again.processClassFiles(Compiler.JAVAC, "com.acme.A").orFail();

        assertThat(again.indexedClasses()).containsExactly(A);
    }

    private Path backend(String name, String annotation) {
        return workspace.source(
                "com/acme/" + name + ".java",
                "package com.acme;\nimport dev.rendezvous.RendezvousParameters;\n"
                        + "import dev.rendezvous.annotations.RendezvousBackend;\n" + annotation + " final class " + name
                        + " extends BaseHandler { " + name + "(RendezvousParameters parameters) {} }\n");
    }
}
