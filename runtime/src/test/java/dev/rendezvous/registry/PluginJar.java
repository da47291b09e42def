package dev.rendezvous.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.index.IndexReader;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Builds real jars out of small sources, as a stranger would ship them; the index is written by hand. */
final class PluginJar {

    static final String INDEX = "META-INF/services/dev.rendezvous.spi.RendezvousBackendProvider";

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> resources = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();
    private final StringBuilder index = new StringBuilder();
    private String modulePath = "";

    /** A jar with the backend {@code com.acme.<type>}, its provider, and both lines of its index. */
    static PluginJar with(String type, String name, String... aliases) {
        return new PluginJar().backend(type, name, aliases);
    }

    static PluginJar empty() {
        return new PluginJar();
    }

    PluginJar backend(String type, String name, String... aliases) {
        String aliasField = aliases.length == 0 ? "" : " aliases=" + String.join(",", aliases);
        return backendWithoutIndex(type, name, aliases)
                .line(provider(type))
                .line("#rendezvous:1 " + provider(type) + " name=" + name + aliasField + " implementation=com.acme."
                        + type + " -- The " + name + " backend");
    }

    PluginJar backendWithoutIndex(String type, String name, String... aliases) {
        String quoted = Stream.of(aliases)
                .map(alias -> "\"" + alias + "\"")
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        source("com.acme." + type, handlerSource(type, "parameters.backend()", ""));
        return source(provider(type), providerSource(type, name, ".aliases(" + quoted + ")"));
    }

    PluginJar source(String className, String source) {
        sources.put(className, source);
        return this;
    }

    PluginJar resource(String path, byte[] bytes) {
        resources.put(path, bytes);
        return this;
    }

    PluginJar line(String line) {
        index.append(line).append('\n');
        return this;
    }

    PluginJar rawIndex(byte[] bytes) {
        return resource(INDEX, bytes);
    }

    /** Compiled with the rest and then not put into the jar. */
    PluginJar without(String className) {
        leftOut.add(className.replace('.', '/') + ".class");
        return this;
    }

    /** A named module that requires the runtime. */
    PluginJar module(String name, String directives) {
        modulePath = classPath();
        return source("module-info", "module " + name + " { requires dev.rendezvous.runtime; " + directives + " }");
    }

    Path write(Path jar) {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : contents().entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the same as files. */
    Path writeFolder(Path folder) {
        try {
            for (Map.Entry<String, byte[]> entry : contents().entrySet()) {
                Path file = folder.resolve(entry.getKey());
                Files.createDirectories(file.getParent());
                Files.write(file, entry.getValue());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, byte[]> contents() throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>(compiled());
        leftOut.forEach(contents::remove);
        if (index.length() > 0) {
            contents.put(INDEX, index.toString().getBytes(UTF_8));
        }
        contents.putAll(resources);
        return contents;
    }

    private Map<String, byte[]> compiled() throws IOException {
        if (sources.isEmpty()) {
            return Map.of();
        }
        Path output = Files.createTempDirectory("classes");
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, source) -> units.add(new Source(name, source)));
        List<String> options = new ArrayList<>(List.of("-d", output.toString(), "-proc:none"));
        options.addAll(List.of(modulePath.isEmpty() ? "-classpath" : "--module-path", classPath()));
        StringWriter messages = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (!compiler.getTask(messages, null, null, options, null, units).call()) {
            throw new IllegalStateException(messages.toString());
        }
        return readAndDelete(output);
    }

    private static Map<String, byte[]> readAndDelete(Path directory) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.sorted((a, b) -> b.compareTo(a)).toList();
        }
        for (Path path : paths) {
            if (Files.isRegularFile(path)) {
                files.put(directory.relativize(path).toString(), Files.readAllBytes(path));
            }
            Files.delete(path);
        }
        return files;
    }

    static String provider(String type) {
        return "com.acme." + type + "_RendezvousProvider";
    }

    static String handlerSource(String type, String reportedName, String inConstructor) {
        return """
                package com.acme;
                import dev.rendezvous.*; import dev.rendezvous.spi.*;
                public class %1$s implements RendezvousHandler {
                    private final RendezvousParameters parameters;
                    public %1$s(RendezvousParameters parameters) { this.parameters = parameters; %3$s }
                    public String backend() { return %2$s; }
                    public String runId() { return parameters.config().toString(); }
                    public RendezvousInfo nextRendezvous() { throw new UnsupportedOperationException(); }
                    public boolean isRunClosed() { return false; }
                    public void closeRun() {}
                    public int numNodesWaiting() { return 0; }
                    public boolean shutdown() { return true; }
                    public void close() { System.setProperty("closed." + getClass().getName(), "true"); }
                }
                """.formatted(type, reportedName, inConstructor);
    }

    static String providerSource(String type, String name, String moreOfTheDescriptor) {
        return """
                package com.acme;
                import dev.rendezvous.*; import dev.rendezvous.spi.*;
                public final class %1$s_RendezvousProvider implements dev.rendezvous.spi.RendezvousBackendProvider {
                    public %1$s_RendezvousProvider() {}
                    public BackendDescriptor descriptor() {
                        return BackendDescriptor.builder("%2$s").implementationClass("com.acme.%1$s")%3$s.build();
                    }
                    public RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException {
                        return new %1$s(parameters);
                    }
                }
                """.formatted(type, name, moreOfTheDescriptor);
    }

    static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A loader over the jars whose parent is the one of the registry. */
    static URLClassLoader loader(Path... jars) {
        return new URLClassLoader(
                Stream.of(jars).map(PluginJar::url).toArray(URL[]::new), PluginJar.class.getClassLoader());
    }

    /** Where the classes of the product are, as the tests see them. */
    static String classPath() {
        return Stream.of(RendezvousBackendProvider.class, IndexReader.class)
                .map(PluginJar::location)
                .map(Path::toString)
                .reduce((a, b) -> a + java.io.File.pathSeparator + b)
                .orElseThrow();
    }

    static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
