package dev.rendezvous.benchmarks.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rendezvous.processor.RendezvousBackendProcessor;
import dev.rendezvous.processor.RendezvousIndexProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * One backend, compiled by our processors, from which as many as are wanted are made: in its class files and its index one
 * number of six digits is put in place of another, so that no length changes.
 */
final class Template {

    private static final String INDEX = Floor.INDEX;
    private static final String SOURCE = """
            package com.acme.p000000;

            import dev.rendezvous.RendezvousInfo;
            import dev.rendezvous.RendezvousParameters;
            import dev.rendezvous.Store;
            import dev.rendezvous.annotations.RendezvousBackend;
            import dev.rendezvous.benchmarks.ExtensibleHandler;
            import java.time.Duration;
            import java.util.Optional;

            @RendezvousBackend(value = "backend-000000", description = "Meets without waiting")
            public final class Backend implements ExtensibleHandler {
                private final RendezvousParameters parameters;

                Backend(RendezvousParameters parameters) {
                    this.parameters = parameters;
                }

                @Override
                public String backend() {
                    return parameters.backend();
                }

                @Override
                public String runId() {
                    return parameters.runId();
                }

                @Override
                public RendezvousInfo nextRendezvous() {
                    return RendezvousInfo.builder(Store.inMemory(Duration.ofSeconds(1)), 0, 1).build();
                }

                @Override
                public boolean isRunClosed() {
                    return false;
                }

                @Override
                public void closeRun() {}

                @Override
                public int numNodesWaiting() {
                    return 0;
                }

                @Override
                public boolean shutdown() {
                    return true;
                }

                @Override
                public void close() {}
            }
            """;

    private final SortedMap<String, String> files;

    private Template(SortedMap<String, String> files) {
        this.files = files;
    }

    static Template compile(Path work) throws IOException {
        Path source = Files.writeString(
                Files.createDirectories(work.resolve("template")).resolve("Backend.java"), SOURCE);
        Path output = Files.createDirectories(work.resolve("template-classes"));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = javac.getStandardFileManager(null, Locale.ROOT, null)) {
            JavaCompiler.CompilationTask task = javac.getTask(
                    null, manager, null, List.of("-d", output.toString()), null, manager.getJavaFileObjects(source));
            task.setProcessors(List.of(new RendezvousBackendProcessor(), new RendezvousIndexProcessor()));
            if (!task.call()) {
                throw new IllegalStateException("the template does not compile");
            }
        }
        return new Template(read(output));
    }

    /** Bytes as text of one byte a character, so that text can be replaced in them. */
    private static SortedMap<String, String> read(Path folder) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            found.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".java"))
                    .forEach(
                            file -> files.put(folder.relativize(file).toString().replace('\\', '/'), text(file)));
        }
        return files;
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the lines of the index for the backend of that number} */
    String index(int backend) {
        return files.getOrDefault(INDEX, "").replace(number(0), number(backend));
    }

    /** {@return the class files of the backend of that number, by their paths} */
    SortedMap<String, byte[]> classes(int backend) {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        files.forEach((path, text) -> {
            if (path.endsWith(".class")) {
                classes.put(
                        path.replace(number(0), number(backend)),
                        text.replace(number(0), number(backend)).getBytes(ISO_8859_1));
            }
        });
        return classes;
    }

    static String backendClass(int backend) {
        return "com.acme.p" + number(backend) + ".Backend";
    }

    static String providerClass(int backend) {
        return backendClass(backend) + "_RendezvousProvider";
    }

    private static String number(int backend) {
        return String.format(Locale.ROOT, "%06d", backend);
    }
}
