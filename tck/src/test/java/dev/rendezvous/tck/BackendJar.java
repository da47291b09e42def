package dev.rendezvous.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.index.IndexReader;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A jar with the backend {@code com.acme.Solo}, called solo or one, as the processor would have made it; a test damages it
 * before it is written.
 */
final class BackendJar {

    static final String PROVIDER = "com.acme.Solo_RendezvousProvider";

    private static final String HANDLER = """
            package com.acme;
            import dev.rendezvous.*; import dev.rendezvous.spi.*;
            final class Solo implements RendezvousHandler {
                private int closed;
                Solo(RendezvousParameters parameters) {}
                public String backend() { return "solo"; }
                public String runId() { return "run"; }
                public RendezvousInfo nextRendezvous() { throw new UnsupportedOperationException(); }
                public boolean isRunClosed() { return false; }
                public void closeRun() {}
                public int numNodesWaiting() { return 0; }
                public boolean shutdown() { return true; }
                public void close() { closed++; }
            }
            """;

    private static final String PROVIDER_SOURCE = """
            package com.acme;
            import dev.rendezvous.*; import dev.rendezvous.spi.*;
            public final class Solo_RendezvousProvider implements dev.rendezvous.spi.RendezvousBackendProvider {
                public BackendDescriptor descriptor() {
                    return BackendDescriptor.builder("solo")
                            .aliases("one")
                            .description("A group of one")
                            .implementationClass("com.acme.Solo")
                            .option("patience", OptionDescriptor.Type.DURATION, "30s", "", false)
                            .build();
                }
                public RendezvousHandler create(RendezvousParameters parameters) { return new Solo(parameters); }
            }
            """;

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();
    private String index = PROVIDER + "\n#rendezvous:1 " + PROVIDER
            + " name=solo aliases=one implementation=com.acme.Solo -- A group of one\n";
    private String pathOption = "-classpath";

    BackendJar() {
        sources.put("com.acme.Solo", HANDLER);
        sources.put(PROVIDER, PROVIDER_SOURCE);
    }

    BackendJar inHandler(String text, String damage) {
        sources.computeIfPresent("com.acme.Solo", (name, source) -> replaced(source, text, damage));
        return this;
    }

    BackendJar inProvider(String text, String damage) {
        sources.computeIfPresent(PROVIDER, (name, source) -> replaced(source, text, damage));
        return this;
    }

    BackendJar inIndex(String text, String damage) {
        index = replaced(index, text, damage);
        return this;
    }

    BackendJar withoutIndex() {
        index = "";
        return this;
    }

    /** The same backend in classes of another name. */
    BackendJar ofClass(String simpleName) {
        Map<String, String> renamed = new LinkedHashMap<>();
        sources.forEach(
                (name, source) -> renamed.put(name.replace("Solo", simpleName), source.replace("Solo", simpleName)));
        sources.clear();
        sources.putAll(renamed);
        index = index.replace("Solo", simpleName);
        return this;
    }

    BackendJar without(String className) {
        leftOut.add(className.replace('.', '/') + ".class");
        return this;
    }

    BackendJar module(String directives) {
        sources.put("module-info", "module acme { requires dev.rendezvous.runtime; " + directives + " }");
        pathOption = "--module-path";
        return this;
    }

    Path write(Path jar) throws IOException {
        Map<String, byte[]> contents = compiled();
        leftOut.forEach(contents::remove);
        if (!index.isEmpty()) {
            contents.put(IndexListing.INDEX, index.getBytes(UTF_8));
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return jar;
    }

    private Map<String, byte[]> compiled() throws IOException {
        Path output = Files.createTempDirectory("classes");
        List<Source> units = new ArrayList<>();
        sources.forEach((name, source) -> units.add(new Source(name, source)));
        List<String> options = List.of("-d", output.toString(), "-proc:none", pathOption, classPath());
        StringWriter messages = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(messages, null, null, options, null, units)
                .call();
        if (!compiled) {
            throw new IllegalStateException(messages.toString());
        }
        return readAndDelete(output);
    }

    private static Map<String, byte[]> readAndDelete(Path folder) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted((a, b) -> b.compareTo(a)).toList();
        }
        for (Path path : paths) {
            if (Files.isRegularFile(path)) {
                files.put(
                        folder.relativize(path).toString().replace(File.separatorChar, '/'), Files.readAllBytes(path));
            }
            Files.delete(path);
        }
        return files;
    }

    /** A damage that does nothing would make its test prove nothing. */
    private static String replaced(String source, String text, String damage) {
        if (!source.contains(text)) {
            throw new IllegalArgumentException(text + " is not in " + source);
        }
        return source.replace(text, damage);
    }

    private static String classPath() {
        return location(RendezvousBackendProvider.class) + File.pathSeparator + location(IndexReader.class);
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static final class Source extends SimpleJavaFileObject implements JavaFileObject {
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
