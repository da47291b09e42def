package dev.rendezvous.registry;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipFile;

/**
 * The files that a class loader and its parents search, as far as they can be known: those of a {@link URLClassLoader} and those
 * of the class path. Holds no loader. A jar that another one names in its manifest is not among them.
 */
final class SearchPath {

    static final SearchPath UNKNOWN = new SearchPath(List.of(), "");

    private final List<String> urlPaths;
    private final String classPath;

    private SearchPath(List<String> urlPaths, String classPath) {
        this.urlPaths = urlPaths;
        this.classPath = classPath;
    }

    static SearchPath of(ClassLoader loader) {
        List<String> urlPaths = new ArrayList<>();
        String classPath = "";
        for (ClassLoader current = loader; current != null; current = current.getParent()) {
            if (current instanceof URLClassLoader urls) {
                addFiles(urls.getURLs(), urlPaths);
            } else if (current == ClassLoader.getSystemClassLoader()) {
                classPath = System.getProperty("java.class.path", "");
            }
        }
        return new SearchPath(urlPaths, classPath);
    }

    private static void addFiles(URL[] urls, List<String> urlPaths) {
        for (URL url : urls) {
            // A loader takes a URL that ends with a slash as a folder.
            if ("file".equals(url.getProtocol()) && !url.getPath().endsWith("/")) {
                urlPaths.add(url.getPath());
            }
        }
    }

    /** {@return the files that are not jars, which class loaders ignore without a word; opens each file} */
    List<IndexProblem> problems() {
        List<IndexProblem> problems = new ArrayList<>();
        for (Path file : files()) {
            notAJar(file).ifPresent(reason -> problems.add(
                    new Results.ProblemResult(file.toUri(), 0, IndexMessages.notAJar(reason))));
        }
        return problems;
    }

    private Set<Path> files() {
        Set<Path> files = new LinkedHashSet<>();
        for (String urlPath : urlPaths) {
            ClassFiles.path(Locations.uri("file:" + urlPath)).ifPresent(files::add);
        }
        for (String entry : classPath.split(File.pathSeparator)) {
            path(entry).ifPresent(files::add);
        }
        return files;
    }

    private static Optional<Path> path(String entry) {
        try {
            return Optional.of(Path.of(entry).toAbsolutePath());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> notAJar(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.size() < 0 ? Optional.of("it has no entries") : Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.toString());
        }
    }
}
