package dev.rendezvous.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compiles sources with the real javac, and packs the classes and other files into a real jar. */
public final class JarBuilder {

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> resources = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();
    private final List<Path> libraries = new ArrayList<>();
    private final List<Path> processors = new ArrayList<>();

    /**
     * Adds a source.
     *
     * @param className the full name of its class; {@code module-info} makes the jar a named module
     */
    public JarBuilder source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    /** Adds all sources below a folder, whose layout is that of their packages. */
    public JarBuilder sources(Path folder) {
        for (Path file : filesBelow(folder)) {
            String path = folder.relativize(file).toString();
            if (path.endsWith(".java")) {
                source(path.substring(0, path.length() - ".java".length()).replaceAll("[/\\\\]", "."), read(file));
            }
        }
        return this;
    }

    /** Changes a source. A change that changes nothing is an error, since the test would prove nothing. */
    public JarBuilder change(String className, String text, String replacement) {
        String source = sources.getOrDefault(className, "");
        if (!source.contains(text)) {
            throw new IllegalArgumentException(text + " is not in the source of " + className + ": " + source);
        }
        return source(className, source.replace(text, replacement));
    }

    /** Adds a file that is not a class. */
    public JarBuilder resource(String path, byte[] bytes) {
        resources.put(path, bytes);
        return this;
    }

    /** Adds a text file in UTF-8. */
    public JarBuilder resource(String path, String text) {
        return resource(path, text.getBytes(UTF_8));
    }

    /** Compiles a class with the others, and leaves it out of the jar. */
    public JarBuilder without(String className) {
        leftOut.add(className.replace('.', '/') + ".class");
        return this;
    }

    /** Adds jars or folders that the sources see, on the class path or, for a named module, on the module path. */
    public JarBuilder libraries(Path... paths) {
        libraries.addAll(List.of(paths));
        return this;
    }

    /** Runs the annotation processors of a path. Without this call none runs. */
    public JarBuilder processors(Path... paths) {
        processors.addAll(List.of(paths));
        return this;
    }

    /** {@return the files of the jar by their paths} */
    public Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new TreeMap<>();
        if (!sources.isEmpty()) {
            contents.putAll(new Compilation(sources, libraries, processors).outputs());
        }
        leftOut.forEach(contents::remove);
        contents.putAll(resources);
        return contents;
    }

    /** {@return the path, after the jar was written there} */
    public Path write(Path jar) {
        return Jars.write(jar, contents());
    }

    private static List<Path> filesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
