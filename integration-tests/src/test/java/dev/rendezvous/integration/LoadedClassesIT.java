package dev.rendezvous.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM of its own loads to list the backends of a class path, and to make one of them. */
class LoadedClassesIT {

    private static final int BACKENDS_OF_A_JAR = 10;

    /** It was none on JDK 17. A sort of more elements, or a crowded hash table, may take a class of the JDK that a smaller one does not. */
    private static final int A_FEW = 10;

    private static final String APPLICATION = """
            package com.app;

            import dev.rendezvous.*; import dev.rendezvous.spi.*; import dev.rendezvous.registry.*;

            public class Main {
                public static void main(String[] args) throws Exception {
                    RendezvousRegistry registry = RendezvousRegistry.create();
                    Discovery discovery = registry.discover(Main.class.getClassLoader());
                    System.out.println("@discovered");
                    System.out.println("@listed " + discovery.added().size() + " " + registry.names().size());
                    System.out.println("@problems " + discovery.problems());
                    for (BackendDescriptor backend : discovery.added()) {
                        backend.origin();
                    }
                    System.out.println("@create");
                    RendezvousParameters parameters = RendezvousParameters.builder("real").build();
                    try (RendezvousHandler handler = registry.createHandler(parameters)) {
                        System.out.println("@created " + handler.backend());
                    }
                }
            }
            """;

    @TempDir
    Path dir;

    private Path application = Path.of("");
    private Path real = Path.of("");

    @BeforeEach
    void buildTheApplicationAndTheOneBackendThatIsThere() throws IOException {
        application = Author.buildJar(dir, "application", Map.of("com/app/Main.java", APPLICATION));
        real = Author.buildJar(dir, "real", Map.of("com/acme/Real.java", Author.handler("com.acme", "Real", "real")));
    }

    @Test
    void manyBackendsLoadNoMoreClassesThanFew() throws Exception {
        Run few = run("few", 10);
        Run many = run("many", 1_000);

        assertThat(few.output()).contains("@listed 101 101", "@problems []", "@created real");
        assertThat(many.output()).contains("@listed 10001 10001", "@problems []", "@created real");
        assertThat(Run.ofBackends(many.loadedToList())).isEmpty();
        assertThat(Run.ofBackends(many.loadedToCreate()))
                .containsExactly("com.acme.Real_RendezvousProvider", "com.acme.Real");
        List<String> more = new ArrayList<>(many.loadedToList());
        more.removeAll(few.loadedToList());
        assertThat(many.loadedToList().size() - few.loadedToList().size())
                .as("how many more classes a hundred times the backends take, of %s", more)
                .isLessThanOrEqualTo(A_FEW);
    }

    @Test
    void discoveryMakesNeitherLoggerNorLambda() throws Exception {
        List<String> loaded = run("some", 3).loadedToDiscover();

        assertThat(loaded).contains("dev.rendezvous.registry.RendezvousRegistry");
        assertThat(loaded).noneMatch(name -> name.startsWith("java.util.logging."));
        assertThat(loaded).noneMatch(name -> name.startsWith("dev.rendezvous.") && name.contains("$$Lambda"));
    }

    /** What a JVM wrote: the application's own lines, and between them one for each class that was loaded. */
    private record Run(List<String> output) {

        private static final Pattern LOADED = Pattern.compile("(\\S+) source: .*");

        List<String> loadedToDiscover() {
            return loaded(output.subList(0, output.indexOf("@discovered")));
        }

        List<String> loadedToList() {
            return loaded(output.subList(0, output.indexOf("@create")));
        }

        List<String> loadedToCreate() {
            return loaded(output.subList(output.indexOf("@create"), output.size()));
        }

        static List<String> ofBackends(List<String> classes) {
            return classes.stream().filter(name -> name.startsWith("com.acme.")).toList();
        }

        private static List<String> loaded(List<String> lines) {
            return lines.stream()
                    .map(LOADED::matcher)
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .toList();
        }
    }

    private Run run(String name, int jars) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(dir.resolve(name));
        for (int jar = 0; jar < jars; jar++) {
            writeIndex(folder.resolve("listed-" + jar + ".jar"), jar * BACKENDS_OF_A_JAR);
        }
        String classPath = Author.path(application, real, Author.runtimeJar(), Author.indexJar(), folder.resolve("*"));
        return new Run(ToolProcess.run(
                dir,
                List.of(
                        PackedApplication.currentJava().toString(),
                        "-Xlog:class+load=info:stdout:none",
                        "-cp",
                        classPath,
                        "com.app.Main")));
    }

    /** Classes that are listed and do not exist: to load one would be a problem, and code that did would load the real ones too. */
    private static void writeIndex(Path jar, int first) throws IOException {
        StringBuilder index = new StringBuilder();
        for (int i = first; i < first + BACKENDS_OF_A_JAR; i++) {
            String type = "com.acme.listed.Backend" + i;
            String provider = type + "_RendezvousProvider";
            index.append(provider).append('\n');
            index.append(
                    "#rendezvous:1 " + provider + " name=backend-" + i + " implementation=" + type + " -- Listed\n");
        }
        Author.write(jar, Map.of(Author.INDEX, index.toString().getBytes(UTF_8)));
    }
}
