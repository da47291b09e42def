package dev.rendezvous.integration;

import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.index.IndexReader;
import dev.rendezvous.processor.RendezvousBackendProcessor;
import dev.rendezvous.registry.RendezvousRegistry;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles and packs backends as their authors do: the published jars, javac, and the processor on its own path. */
final class Author {

    static final String INDEX = "META-INF/services/dev.rendezvous.spi.RendezvousBackendProvider";

    private Author() {}

    /** {@return the sample's jar as the build left it; it is on nobody's class path} */
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
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
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

    /** Compiles sources by their path below the source folder, on the class path, and packs what comes out. */
    static Path buildJar(Path work, String name, Map<String, String> sources, Path... libraries) throws IOException {
        return build(work, name, sources, "-classpath", libraries);
    }

    /** Compiles a named module, and packs what comes out. */
    static Path buildModuleJar(Path work, String name, Map<String, String> sources) throws IOException {
        return build(work, name, sources, "--module-path");
    }

    private static Path build(Path work, String name, Map<String, String> sources, String pathOption, Path... libraries)
            throws IOException {
        Path folder = Files.createDirectories(work.resolve(name));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve("src").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, source.getValue()));
        }
        List<Path> visible = new ArrayList<>(List.of(jarOf(RendezvousBackend.class), runtimeJar(), indexJar()));
        visible.addAll(List.of(libraries));
        List<String> options = List.of(
                "-d",
                classes.toString(),
                pathOption,
                path(visible.toArray(Path[]::new)),
                "-processorpath",
                processorJar().toString());
        compile(files, options);
        return pack(classes, work.resolve(name + ".jar"));
    }

    private static void compile(List<Path> files, List<String> options) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            var units = manager.getJavaFileObjectsFromPaths(files);
            if (!compiler.getTask(messages, manager, null, options, null, units).call()) {
                throw new IllegalStateException(messages.toString());
            }
        }
    }

    static Path pack(Path folder, Path jar) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        folder.relativize(file).toString().replace(File.separatorChar, '/'), Files.readAllBytes(file));
            }
        }
        return write(jar, contents);
    }

    static Map<String, byte[]> contents(Path jar) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry :
                    file.stream().filter(entry -> !entry.isDirectory()).toList()) {
                contents.put(entry.getName(), file.getInputStream(entry).readAllBytes());
            }
        }
        return contents;
    }

    static Path write(Path jar, Map<String, byte[]> contents) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return jar;
    }

    static String path(Path... entries) {
        return Stream.of(entries).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** {@return a handler class with nothing behind it} */
    static String handler(String packageName, String type, String backend) {
        return """
                package %1$s;
                import dev.rendezvous.*; import dev.rendezvous.registry.*;
                import dev.rendezvous.annotations.RendezvousBackend;
                @RendezvousBackend("%3$s")
                final class %2$s implements RendezvousHandler {
                    private final RendezvousParameters parameters;
                    %2$s(RendezvousParameters parameters) { this.parameters = parameters; }
                    @Override public String backend() { return "%3$s"; }
                    @Override public String runId() { return parameters.runId(); }
                    @Override public RendezvousInfo nextRendezvous() { throw new UnsupportedOperationException(); }
                    @Override public boolean isRunClosed() { return false; }
                    @Override public void closeRun() {}
                    @Override public int numNodesWaiting() { return 0; }
                    @Override public boolean shutdown() { return true; }
                    @Override public void close() {}
                }
                """.formatted(packageName, type, backend);
    }
}
