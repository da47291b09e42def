package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What IDEs do all day: something is edited, renamed, moved or deleted, and only that is compiled, into the folder that has the
 * rest. Some delete the class files of what they compile again, some do not; some have the folder on the class path, some not.
 */
class IdeBuildTest {

    private static final String A = "com.acme.A_RendezvousProvider";
    private static final String B = "com.acme.B_RendezvousProvider";
    private static final String C = "com.acme.C_RendezvousProvider";

    @TempDir
    Path directory;

    private Workspace workspace;
    private Path a;
    private Path b;

    /** A compiler, and whether it sees the output of the compile before. */
    enum Build {
        JAVAC(Compiler.JAVAC, true),
        ECJ(Compiler.ECJ, true),
        JAVAC_OUTPUT_OUT_OF_SIGHT(Compiler.JAVAC, false),
        ECJ_OUTPUT_OUT_OF_SIGHT(Compiler.ECJ, false);

        private final Compiler compiler;
        private final boolean outputOnClassPath;

        Build(Compiler compiler, boolean outputOnClassPath) {
            this.compiler = compiler;
            this.outputOnClassPath = outputOnClassPath;
        }

        /** Compiles the files, and the base class along with them where its class file is out of sight. */
        Workspace.Outcome compile(Workspace workspace, Path... files) {
            if (outputOnClassPath) {
                return workspace.compile(compiler, files);
            }
            Stream<Path> base = workspace.allSources().stream().filter(file -> file.endsWith("BaseHandler.java"));
            return workspace
                    .outputNotOnClassPath()
                    .compile(
                            compiler,
                            Stream.concat(base, Stream.of(files)).distinct().toList());
        }
    }

    @BeforeEach
    void compileTwoBackends() {
        workspace = new Workspace(directory);
        workspace.sourceFromResource("good/com/acme/BaseHandler.java", "com/acme/BaseHandler.java");
        a = backend("A", "@RendezvousBackend(\"a\")");
        b = backend("B", "@RendezvousBackend(\"b\")");
        workspace.compileAll(Compiler.JAVAC).orFail();
    }

    @ParameterizedTest
    @EnumSource
    void editedBackendGetsANewRecordAlone(Build build) {
        backend("A", "@RendezvousBackend(value = \"a\", description = \"edited\")");

        build.compile(workspace, a).orFail();

        assertThat(workspace.index())
                .isEqualTo(A + "\n#rendezvous:1 " + A + " name=a implementation=com.acme.A -- edited\n" + B
                        + "\n#rendezvous:1 " + B + " name=b implementation=com.acme.B\n");
    }

    @ParameterizedTest
    @EnumSource
    void backendWithANewNameIsListedOnce(Build build) {
        backend("A", "@RendezvousBackend(\"a2\")");

        build.compile(workspace, a).orFail();

        assertThat(workspace.index()).contains("name=a2 ", "name=b ").doesNotContain("name=a ");
    }

    @ParameterizedTest
    @EnumSource
    void renamedClassIsListedByItsNewName(Build build) throws IOException {
        delete(a, "A");
        Path renamed = backend("C", "@RendezvousBackend(\"a\")");

        build.compile(workspace, renamed).orFail();

        assertThat(workspace.indexedClasses()).containsExactly(B, C);
    }

    @ParameterizedTest
    @EnumSource
    void movedClassIsListedInItsNewPackage(Build build) throws IOException {
        delete(a, "A");
        Path base = inOtherPackage("BaseHandler", Resources.text("good/com/acme/BaseHandler.java"));
        Path moved = inOtherPackage("A", source("A", "@RendezvousBackend(\"a\")"));

        build.compile(workspace, base, moved).orFail();

        assertThat(workspace.indexedClasses()).containsExactly(B, "com.other.A_RendezvousProvider");
    }

    @ParameterizedTest
    @EnumSource
    void clashNamesClassFileLeftByRename(Build build) throws IOException {
        Files.delete(a);
        Path renamed = backend("C", "@RendezvousBackend(\"a\")");

        Workspace.Outcome outcome = build.compile(workspace, renamed);

        assertThat(outcome.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage(null)).contains("RDZ005", "and also by com.acme.A ("));
        assertThat(workspace.indexedClasses()).containsExactly(A, B);
    }

    @ParameterizedTest
    @EnumSource
    void renamedMethodIsListedByItsNewName(Build build) {
        Path methods = methods("one");
        build.compile(workspace, methods).orFail();
        assertThat(workspace.indexedClasses()).containsExactly(A, B, "com.acme.Methods_one_RendezvousProvider");
        methods("two");

        build.compile(workspace, methods).orFail();

        assertThat(workspace.indexedClasses()).containsExactly(A, B, "com.acme.Methods_two_RendezvousProvider");
    }

    @ParameterizedTest
    @EnumSource
    void deletedBackendLeavesTheIndex(Build build) throws IOException {
        delete(a, "A");

        build.compile(workspace, b).orFail();

        assertThat(workspace.indexedClasses()).containsExactly(B);
    }

    @ParameterizedTest
    @EnumSource
    void deletedBackendLeavesTheIndexDespiteItsProvider(Build build) throws IOException {
        Files.delete(a);
        workspace.deleteClass("com/acme/A");

        build.compile(workspace, b).orFail();

        assertThat(workspace.indexedClasses()).containsExactly(B);
    }

    @ParameterizedTest
    @EnumSource
    void nameOfADeletedBackendIsFree(Build build) throws IOException {
        Files.delete(a);
        workspace.deleteClass("com/acme/A");
        Path c = backend("C", "@RendezvousBackend(\"a\")");

        build.compile(workspace, c).orFail();

        assertThat(workspace.indexedClasses()).containsExactly(B, C);
    }

    @ParameterizedTest
    @EnumSource
    void backendThatLostItsAnnotationLeavesTheIndex(Build build) {
        backend("A", "");

        build.compile(workspace, a, b).orFail();

        assertThat(workspace.indexedClasses()).containsExactly(B);
    }

    /** With no annotation in what is compiled, compilers call no processor; the next one that is called makes up for it. */
    @ParameterizedTest
    @EnumSource
    void removedAnnotationIsNoticedAtTheNextCompile(Build build) {
        backend("A", "");
        build.compile(workspace, a).orFail();
        assertThat(workspace.indexedClasses()).containsExactly(A, B);

        build.compile(workspace, b).orFail();

        assertThat(workspace.indexedClasses()).containsExactly(B);
    }

    /** The limit that no processor gets over, and why there is {@code rdzv verify}. */
    @ParameterizedTest
    @EnumSource
    void lastRemovedAnnotationKeepsTheIndexUntilAnother(Build build) {
        backend("A", "");
        backend("B", "");
        build.compile(workspace, a, b).orFail();
        assertThat(workspace.indexedClasses()).containsExactly(A, B);

        Path c = backend("C", "@RendezvousBackend(\"a\")");
        build.compile(workspace, c).orFail();

        assertThat(workspace.indexedClasses()).containsExactly(C);
    }

    @ParameterizedTest
    @EnumSource
    void duplicateOfAnUncompiledBackendNamesIt(Build build) {
        String before = workspace.index();
        Path c = backend("C", "@RendezvousBackend(\"a\")");

        Workspace.Outcome outcome = build.compile(workspace, c);

        assertThat(outcome.errors()).singleElement().satisfies(error -> {
            assertThat(error.getMessage(null))
                    .contains("RDZ005: the name \"a\" is claimed by com.acme.C (provider")
                    .contains("and also by com.acme.A (provider");
            assertThat(error.getLineNumber()).isEqualTo(4);
        });
        assertThat(workspace.index()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void aliasClashWithUncompiledBackendEndsByEdit(Build build) {
        backend("A", "@RendezvousBackend(value = \"a\", aliases = \"first\")");
        build.compile(workspace, a).orFail();
        Path c = backend("C", "@RendezvousBackend(\"first\")");

        assertThat(build.compile(workspace, c).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage(null)).contains("\"first\"", "also by com.acme.A ("));

        backend("C", "@RendezvousBackend(\"second\")");
        build.compile(workspace, c).orFail();
        assertThat(workspace.indexedClasses()).containsExactly(A, B, C);
    }

    private void delete(Path source, String type) throws IOException {
        Files.delete(source);
        workspace.deleteClass("com/acme/" + type);
        workspace.deleteClass("com/acme/" + type + "_RendezvousProvider");
    }

    private Path backend(String type, String annotation) {
        return workspace.source("com/acme/" + type + ".java", source(type, annotation));
    }

    private static String source(String type, String annotation) {
        return "package com.acme;\nimport dev.rendezvous.RendezvousParameters;\n"
                + "import dev.rendezvous.annotations.RendezvousBackend;\n" + annotation + " final class " + type
                + " extends BaseHandler { " + type + "(RendezvousParameters parameters) {} }\n";
    }

    private Path inOtherPackage(String type, String source) {
        return workspace.source(
                "com/other/" + type + ".java", source.replace("package com.acme;", "package com.other;"));
    }

    private Path methods(String method) {
        return workspace.source("com/acme/Methods.java", """
                package com.acme;
                import dev.rendezvous.*;
                import dev.rendezvous.annotations.RendezvousBackend;
                final class Methods {
                    @RendezvousBackend("%1$s")
                    static RendezvousHandler %1$s(RendezvousParameters parameters) { return null; }
                }
                """.formatted(method));
    }
}
