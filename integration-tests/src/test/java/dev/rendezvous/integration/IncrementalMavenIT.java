package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.cli.Rdzv;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Builds again and again with Maven, without {@code clean}. With {@code useIncrementalCompilation}, which is its default, Maven
 * compiles the whole module when anything changed; without, only the sources that are newer than their class files, and leaves
 * the class files of deleted sources.
 */
class IncrementalMavenIT {

    private static final String A = "com.acme.A_RendezvousProvider";
    private static final String B = "com.acme.B_RendezvousProvider";
    private static final String C = "com.acme.C_RendezvousProvider";

    @TempDir
    static Path shared;

    private static AuthorsMaven maven;

    @TempDir
    Path project;

    @BeforeAll
    static void install() throws IOException {
        maven = new AuthorsMaven(shared);
    }

    @BeforeEach
    void writeThreeBackends() throws IOException {
        Files.writeString(
                project.resolve("pom.xml"), Page.of("writing-a-backend.md").file("pom.xml"));
        for (String type : List.of("A", "B", "C")) {
            write(type, Author.handler("com.acme", type, type.toLowerCase(Locale.ROOT)));
        }
    }

    @Test
    void withIncrementalCompilationTheIndexFollowsEveryChange() throws Exception {
        compile(true);
        assertThat(indexedClasses()).containsExactly(A, B, C);

        write("A", Author.handler("com.acme", "A", "a2"));
        Files.delete(source("B"));
        compile(true);
        assertThat(indexedClasses()).containsExactly(A, C);
        assertThat(index()).contains("name=a2 ").doesNotContain("name=a ");

        write("C", withoutAnnotation("C"));
        compile(true);
        assertThat(indexedClasses()).containsExactly(A);
        assertThat(verify()).isZero();
    }

    @Test
    void verifyFindsWhatNoProcessorSaw() throws Exception {
        compile(false);
        assertThat(indexedClasses()).containsExactly(A, B, C);

        write("A", Author.handler("com.acme", "A", "a2"));
        Files.delete(source("B"));
        compile(false);
        assertThat(index()).contains("name=a2 ", "name=c ").doesNotContain("name=a ");
        assertThat(indexedClasses())
                .as("Maven leaves the class files of B, and so B works and is listed")
                .containsExactly(A, B, C);
        assertThat(verify()).isZero();

        write("C", withoutAnnotation("C"));
        compile(false);
        assertThat(indexedClasses()).containsExactly(A, B, C);
        assertThat(verify()).isEqualTo(1);

        write("A", Author.handler("com.acme", "A", "a3"));
        compile(false);
        assertThat(indexedClasses()).containsExactly(A, B);
        assertThat(verify()).isZero();
    }

    private void compile(boolean incremental) throws Exception {
        maven.run(project, "compile", "-Dmaven.compiler.useIncrementalCompilation=" + incremental);
    }

    private int verify() {
        StringWriter output = new StringWriter();
        CommandLine command =
                Rdzv.commandLine().setOut(new PrintWriter(output, true)).setErr(new PrintWriter(output, true));
        return command.execute("verify", project.resolve("target/classes").toString());
    }

    private String index() throws IOException {
        return Files.readString(project.resolve("target/classes").resolve(Author.INDEX));
    }

    private List<String> indexedClasses() throws IOException {
        return index().lines().filter(line -> !line.startsWith("#")).toList();
    }

    private static String withoutAnnotation(String type) {
        return Author.handler("com.acme", type, "none").replaceFirst("@[\\w.]*RendezvousBackend\\(.*?\\)", "");
    }

    private void write(String type, String text) throws IOException {
        Files.createDirectories(source(type).getParent());
        Files.writeString(source(type), text);
    }

    private Path source(String type) {
        return project.resolve("src/main/java/com/acme/" + type + ".java");
    }
}
