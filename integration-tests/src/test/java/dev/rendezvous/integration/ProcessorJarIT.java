package dev.rendezvous.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.annotations.RendezvousBackend;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.eclipse.jdt.internal.compiler.batch.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published jar of the processor, as the only entry of a processor path. */
class ProcessorJarIT {

    private static final String INDEX = "META-INF/services/dev.rendezvous.spi.RendezvousBackendProvider";
    private static final int MAX_SECONDS = 120;

    @TempDir
    Path dir;

    private Path source;

    @BeforeEach
    void writeABackend() throws IOException {
        source = Files.createDirectories(dir.resolve("src/com/acme")).resolve("A.java");
        Files.writeString(source, Author.handler("com.acme", "A", "a"));
    }

    @Test
    void jarHasNoClassOutsideItsPackage() throws IOException {
        Map<String, byte[]> contents = Author.contents(Author.processorJar());

        assertThat(contents.keySet())
                .filteredOn(name -> name.endsWith(".class"))
                .allMatch(name -> name.startsWith("dev/rendezvous/processor/"))
                .anyMatch(name -> name.startsWith("dev/rendezvous/processor/shaded/index/"))
                .anyMatch(name -> name.startsWith("dev/rendezvous/processor/shaded/javapoet/"));
    }

    @Test
    void jarKeepsItsModuleNameAndItsServices() throws IOException {
        try (JarFile jar = new JarFile(Author.processorJar().toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo("dev.rendezvous.processor");
        }
        assertThat(new String(
                        Author.contents(Author.processorJar())
                                .get("META-INF/services/javax.annotation.processing.Processor"),
                        UTF_8))
                .isEqualToNormalizingNewlines("""
                        dev.rendezvous.processor.RendezvousBackendProcessor
                        dev.rendezvous.processor.RendezvousIndexProcessor
                        dev.rendezvous.processor.RendezvousLintProcessor
                        """);
    }

    @Test
    void publishedPomHasNoDependencyAtRunTime() throws IOException {
        String pom = Files.readString(
                Author.requiredFile("rendezvous.root").resolve("processor/target/dependency-reduced-pom.xml"));

        assertThat(pom)
                .doesNotContain("<artifactId>rendezvous-index</artifactId>", "<artifactId>javapoet</artifactId>");
    }

    @Test
    void javacCompilesWithTheJarAlone() throws Exception {
        Path classes = Files.createDirectories(dir.resolve("javac"));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "javac").toString(), "-Xlint:all", "-Werror"));
        command.addAll(arguments(classes));
        Path printed = dir.resolve("javac.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();

        assertThat(process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(printed)).isEmpty();
        assertThat(classes.resolve(INDEX)).content().startsWith("com.acme.A_RendezvousProvider\n#rendezvous:1 ");
    }

    @Test
    void eclipseCompilesWithTheJarAlone() throws IOException {
        Path classes = Files.createDirectories(dir.resolve("ecj"));
        StringWriter printed = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-nowarn"));
        arguments.addAll(arguments(classes));

        boolean compiled = new Main(new PrintWriter(printed), new PrintWriter(printed), false, null, null)
                .compile(arguments.toArray(String[]::new));

        assertThat(compiled).as(printed.toString()).isTrue();
        assertThat(classes.resolve(INDEX)).content().startsWith("com.acme.A_RendezvousProvider\n#rendezvous:1 ");
    }

    private List<String> arguments(Path classes) {
        return List.of(
                "-d",
                classes.toString(),
                "-cp",
                Author.path(Author.jarOf(RendezvousBackend.class), Author.runtimeJar(), Author.indexJar()),
                "-processorpath",
                Author.processorJar().toString(),
                source.toString());
    }
}
