package dev.rendezvous.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;

/** A project on disk: sources that can be edited and deleted between compiles, and the output folder that stays. */
final class Workspace {

    static final String INDEX = "META-INF/services/dev.rendezvous.spi.RendezvousBackendProvider";

    private final Path sources;
    private final Path classes;
    private final Path generated;
    private final Path nothing;
    private final List<String> options = new ArrayList<>();
    private List<Processor> processors = List.of();
    private boolean outputOnClassPath = true;
    private String modulePath = "";

    Workspace(Path root) {
        this.sources = root.resolve("src");
        this.classes = root.resolve("classes");
        this.generated = root.resolve("generated");
        this.nothing = root.resolve("nothing");
        create(nothing);
        create(generated);
        create(sources);
        create(classes);
    }

    /** What one compile ended with. */
    record Outcome(boolean success, List<Diagnostic<? extends JavaFileObject>> diagnostics, String output) {

        List<Diagnostic<? extends JavaFileObject>> errors() {
            return diagnostics.stream()
                    .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                    .toList();
        }

        List<String> messages() {
            return diagnostics.stream()
                    .map(diagnostic -> diagnostic.getMessage(java.util.Locale.ROOT))
                    .toList();
        }

        Outcome orFail() {
            if (!success) {
                throw new AssertionError(messages() + output);
            }
            return this;
        }
    }

    Workspace option(String... more) {
        options.addAll(Arrays.asList(more));
        return this;
    }

    /** Compiles for the module path, on which are the modules of this project and nothing that would be an automatic one. */
    Workspace onModulePath() {
        modulePath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.matches(".*[/\\\\](annotations|index|runtime)[/\\\\]target[/\\\\].*"))
                .collect(Collectors.joining(File.pathSeparator));
        return this;
    }

    Workspace processors(Processor... instances) {
        processors = List.of(instances);
        return this;
    }

    Workspace outputNotOnClassPath() {
        outputOnClassPath = false;
        return this;
    }

    Path source(String path, String text) {
        Path file = sources.resolve(path);
        create(file.resolveSibling(""));
        write(file, text);
        return file;
    }

    Path sourceFromResource(String resource, String path) {
        return source(path, Resources.text(resource));
    }

    /** {@return the source of a class of the package com.acme, as it was generated} */
    String generated(String simpleName) throws IOException {
        return Files.readString(generated.resolve("com/acme/" + simpleName + ".java"));
    }

    Path generatedFile(String path) {
        return generated.resolve(path);
    }

    Path classes() {
        return classes;
    }

    void deleteClass(String name) {
        try {
            Files.delete(classes.resolve(name + ".class"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void index(String text) {
        resource(INDEX, text);
    }

    String index() {
        try {
            return Files.readString(classes.resolve(INDEX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what lies in META-INF beside the index, by its path} */
    SortedMap<String, String> metadata() {
        SortedMap<String, String> metadata = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = classes.relativize(file).toString().replace(File.separatorChar, '/');
                if (path.startsWith("META-INF/") && !path.equals(INDEX)) {
                    metadata.put(path, Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return metadata;
    }

    void resource(String path, String text) {
        create(classes.resolve(path).resolveSibling(""));
        write(classes.resolve(path), text);
    }

    boolean hasIndex() {
        return Files.exists(classes.resolve(INDEX));
    }

    List<String> indexedClasses() {
        return index().lines().filter(line -> !line.startsWith("#")).toList();
    }

    List<Path> allSources() {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Outcome compileAll(Compiler compiler) {
        return compile(compiler, allSources());
    }

    Outcome compile(Compiler compiler, Path... files) {
        return compile(compiler, Arrays.asList(files));
    }

    /** Runs the processors on class files, as a build tool does that compiles incrementally. */
    Outcome processClassFiles(Compiler compiler, String... classNames) {
        return run(compiler, List.of(), List.of(classNames));
    }

    Outcome compile(Compiler compiler, List<Path> files) {
        return run(compiler, files, List.of());
    }

    private Outcome run(Compiler compiler, List<Path> files, List<String> classNames) {
        JavaCompiler tool = compiler.tool();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        StringWriter output = new StringWriter();
        try (StandardJavaFileManager manager = tool.getStandardFileManager(diagnostics, null, UTF_8)) {
            JavaCompiler.CompilationTask task = tool.getTask(
                    output, manager, diagnostics, allOptions(), classNames, manager.getJavaFileObjectsFromPaths(files));
            if (!processors.isEmpty()) {
                task.setProcessors(processors);
            }
            boolean success = task.call();
            return new Outcome(success, diagnostics.getDiagnostics(), output.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path sources() {
        return sources;
    }

    /** {@return what a compiler is given on its command line, apart from the sources} */
    List<String> allOptions() {
        String classPath = System.getProperty("java.class.path");
        List<String> all = new ArrayList<>(
                List.of("-d", classes.toString(), "-s", generated.toString(), "--release", "17", "-encoding", "UTF-8"));
        if (modulePath.isEmpty()) {
            all.add("-classpath");
            all.add(outputOnClassPath ? classes + File.pathSeparator + classPath : classPath);
        } else {
            // Without a class path, Eclipse's compiler takes that of this JVM, and what is there for no module.
            all.addAll(List.of("-classpath", nothing.toString(), "--module-path", modulePath));
        }
        if (processors.isEmpty()) {
            all.addAll(
                    List.of(
                            "-processorpath",
                            classPath,
                            "-processor",
                            "dev.rendezvous.processor.RendezvousBackendProcessor,dev.rendezvous.processor.RendezvousIndexProcessor"));
        }
        all.addAll(options);
        return all;
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
