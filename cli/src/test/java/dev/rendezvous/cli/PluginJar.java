package dev.rendezvous.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.spi.RendezvousBackendProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes jars that no class path has. */
public final class PluginJar {

    public static final String INDEX = "META-INF/services/" + RendezvousBackendProvider.class.getName();
    private static final Path FIXTURES = Path.of("src", "test", "resources", "plugins");

    private PluginJar() {}

    /** A jar with an index and no class: whoever lists it without an error has loaded none. */
    public static Path withIndexOnly(Path jar, String index) throws IOException {
        Files.createDirectories(jar.toAbsolutePath().getParent());
        return of(jar, Map.of(INDEX, index.getBytes(UTF_8)));
    }

    /** A jar with these files, in their order. */
    public static Path of(Path jar, Map<String, byte[]> files) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                entry(out, each.getKey(), each.getValue());
            }
        }
        return jar;
    }

    /** A jar with the index and the compiled sources of a fixture, named after it. */
    public static Path compiled(Path folder, String fixture) throws IOException {
        Path classes = Files.createDirectories(folder.resolve(fixture + "-classes"));
        compile(FIXTURES.resolve(fixture), classes);
        Path jar = folder.resolve(fixture + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            entry(out, INDEX, Files.readAllBytes(FIXTURES.resolve(fixture).resolve("index")));
            for (Path type : files(classes, ".class")) {
                entry(out, classes.relativize(type).toString().replace('\\', '/'), Files.readAllBytes(type));
            }
        }
        return jar;
    }

    private static void compile(Path sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of("-d", classes.toString(), "-cp", runtime(), "-proc:none");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            boolean done = compiler.getTask(
                            messages,
                            files,
                            null,
                            options,
                            null,
                            files.getJavaFileObjectsFromPaths(files(sources, ".java")))
                    .call();
            assertThat(done).as(messages.toString()).isTrue();
        }
    }

    private static String runtime() {
        try {
            return Path.of(RendezvousBackendProvider.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList());
        }
    }

    private static void entry(JarOutputStream out, String name, byte[] content) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(0); // the same bytes whenever the test runs
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
