package dev.rendezvous.integration;

import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.index.IndexReader;
import dev.rendezvous.processor.RendezvousBackendProcessor;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.testkit.ClassPaths;
import dev.rendezvous.testkit.HandlerStub;
import dev.rendezvous.testkit.JarBuilder;
import dev.rendezvous.testkit.Jars;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Compiles and packs backends as their authors do: the published jars, javac, and the processor on its own path. */
final class Author {

    static final String INDEX = "META-INF/services/dev.rendezvous.spi.RendezvousBackendProvider";

    private Author() {}

    /** {@return the sample's jar as the build left it; it is on no class path} */
    static Path sampleJar() {
        return requiredFile("rendezvous.sample.jar");
    }

    static Path requiredFile(String property) {
        String value = System.getProperty(property);
        if (value == null || !Files.exists(Path.of(value))) {
            throw new IllegalStateException(
                    property + " is " + value + ", expected a file; run this test through Maven");
        }
        return Path.of(value);
    }

    static Path jarOf(Class<?> type) {
        return ClassPaths.locationOf(type);
    }

    static Path runtimeJar() {
        return jarOf(RendezvousRegistry.class);
    }

    /** {@return the one entry that a processor path needs} */
    static Path processorJar() {
        return jarOf(RendezvousBackendProcessor.class);
    }

    static Path indexJar() {
        return jarOf(IndexReader.class);
    }

    /** Compiles sources, given by their paths below the source folder, on the class path, and packs the classes. */
    static Path buildJar(Path work, String name, Map<String, String> sources, Path... libraries) {
        return author(sources).libraries(libraries).processors(processorJar()).write(work.resolve(name + ".jar"));
    }

    /** Compiles a named module, and packs the classes. */
    static Path buildModuleJar(Path work, String name, Map<String, String> sources) {
        return buildJar(work, name, sources);
    }

    /** {@return a jar of the sources, which see what an author sees, without the processor} */
    static JarBuilder author(Map<String, String> sources) {
        JarBuilder jar = new JarBuilder().libraries(jarOf(RendezvousBackend.class), runtimeJar(), indexJar());
        sources.forEach((path, text) -> jar.source(path.replace(".java", "").replace('/', '.'), text));
        return jar;
    }

    static Path pack(Path folder, Path jar) {
        return Jars.write(jar, Jars.contentsOf(folder));
    }

    static Map<String, byte[]> contents(Path jar) {
        return Jars.contentsOf(jar);
    }

    static Path write(Path jar, Map<String, byte[]> contents) {
        return Jars.write(jar, contents);
    }

    static String path(Path... entries) {
        return ClassPaths.join(List.of(entries));
    }

    /** {@return the source of an annotated handler that meets no other node} */
    static String handler(String packageName, String type, String backend) {
        return HandlerStub.of(packageName + "." + type)
                .annotated("@dev.rendezvous.annotations.RendezvousBackend(\"" + backend + "\")")
                .backend("\"" + backend + "\"")
                .source();
    }
}
