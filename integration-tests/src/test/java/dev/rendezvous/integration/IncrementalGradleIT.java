package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.annotations.RendezvousBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds again and again with a real, incremental Gradle, which knows from the processors' declaration that one is isolating and
 * the other aggregating. Runs with the profile {@code gradle}, since what it needs is large; Gradle 8.5 runs on no JDK after 21.
 */
@EnabledIfSystemProperty(named = "rendezvous.gradle.lib", matches = ".+")
@EnabledForJreRange(max = JRE.JAVA_21)
class IncrementalGradleIT {

    private static final String A = "com.acme.A_RendezvousProvider";
    private static final String B = "com.acme.B_RendezvousProvider";

    @TempDir
    static Path shared;

    private static GradleDistribution gradle;

    @TempDir
    Path project;

    @BeforeAll
    static void putGradleTogether() throws IOException {
        gradle = new GradleDistribution(Author.requiredFile("rendezvous.gradle.lib"), shared);
    }

    @BeforeEach
    void buildTwoBackendsAndAClass() throws Exception {
        Files.writeString(project.resolve("settings.gradle"), "rootProject.name = 'backends'\n");
        Files.writeString(project.resolve("build.gradle"), """
                plugins { id 'java' }
                dependencies {
                    compileOnly files(%s)
                    annotationProcessor files(%s)
                }
                """.formatted(
                        quoted(Author.jarOf(RendezvousBackend.class), Author.runtimeJar(), Author.indexJar()),
                        quoted(Author.processorJar())));
        write("A", Author.handler("com.acme", "A", "a"));
        write("B", Author.handler("com.acme", "B", "b"));
        write("Unrelated", "package com.acme; final class Unrelated { int number() { return 1; } }\n");
        gradle.run(project, true, "compileJava");
        assertThat(indexedClasses()).containsExactly(A, B);
    }

    @Test
    void unrelatedEditCompilesOneClass() throws Exception {
        write("Unrelated", "package com.acme; final class Unrelated { int number() { return 2; } }\n");

        assertThat(classesCompiledAgain()).containsExactly("Unrelated");
        assertThat(indexedClasses()).containsExactly(A, B);
    }

    @Test
    void editCompilesOneBackendAndKeepsIndexWhole() throws Exception {
        write("A", Author.handler("com.acme", "A", "a2"));

        assertThat(classesCompiledAgain()).containsExactly("A", "A_RendezvousProvider");
        assertThat(indexedClasses()).containsExactly(A, B);
        assertThat(index()).contains("name=a2 ", "name=b ").doesNotContain("name=a ");
    }

    @Test
    void indexFollowsDeletedBackendsAndAnnotations() throws Exception {
        Files.delete(source("A"));
        assertThat(classesCompiledAgain()).isEmpty();
        assertThat(indexedClasses()).containsExactly(B);
        assertThat(classes()).doesNotContainKeys("A", "A_RendezvousProvider");

        write("B", Author.handler("com.acme", "B", "b").replaceFirst("@[\\w.]*RendezvousBackend\\(.*?\\)", ""));
        assertThat(classesCompiledAgain()).containsExactly("B");
        assertThat(classes()).containsOnlyKeys("B", "Unrelated");
        assertThat(indexFile()).doesNotExist();
    }

    @Test
    void clashWithAnUncompiledBackendIsAnError() throws Exception {
        write("C", Author.handler("com.acme", "C", "a"));

        assertThat(gradle.run(project, false, "compileJava"))
                .contains("C.java:")
                .contains("RDZ005: the name \"a\" is claimed by com.acme.C (provider", "and also by com.acme.A (");
    }

    /** {@return the classes whose files are newer after a build, which Gradle did without falling back on compiling all} */
    private List<String> classesCompiledAgain() throws Exception {
        Map<String, FileTime> before = classes();
        String output = gradle.run(project, true, "compileJava");
        assertThat(output).contains("Incremental compilation of ").doesNotContain("Full recompilation is required");
        return classes().entrySet().stream()
                .filter(type -> !type.getValue().equals(before.get(type.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, FileTime> classes() throws IOException {
        Map<String, FileTime> classes = new TreeMap<>();
        try (Stream<Path> files = Files.list(output().resolve("com/acme"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                classes.put(name.substring(0, name.lastIndexOf('.')), Files.getLastModifiedTime(file));
            }
        }
        return classes;
    }

    private String index() throws IOException {
        return Files.readString(indexFile());
    }

    private List<String> indexedClasses() throws IOException {
        return index().lines().filter(line -> !line.startsWith("#")).toList();
    }

    private Path indexFile() {
        return output().resolve(Author.INDEX);
    }

    private Path output() {
        return project.resolve("build/classes/java/main");
    }

    private void write(String type, String text) throws IOException {
        Files.createDirectories(source(type).getParent());
        Files.writeString(source(type), text);
    }

    private Path source(String type) {
        return project.resolve("src/main/java/com/acme/" + type + ".java");
    }

    private static String quoted(Path... jars) {
        return Arrays.stream(jars)
                .map(jar -> "'" + jar.toString().replace('\\', '/') + "'")
                .collect(Collectors.joining(", "));
    }
}
