package dev.rendezvous.registry.source;

import java.io.File;
import java.io.IOException;
import java.net.URI;
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
public final class SearchPath {

    /** Of a layer: what it searches is no path. */
    public static final SearchPath UNKNOWN = new SearchPath(List.of(), "");

    private final List<String> urlPaths;
    private final String classPath;

    private SearchPath(List<String> urlPaths, String classPath) {
        this.urlPaths = urlPaths;
        this.classPath = classPath;
    }

    public static SearchPath of(ClassLoader loader) {
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

    /**
     * A file that is not a jar.
     *
     * @param file the file
     * @param reason why it is not one
     */
    public record NotAJar(URI file, String reason) {}

    /** {@return the files that are not jars, which class loaders ignore without a message; opens each file} */
    public List<NotAJar> filesThatAreNotJars() {
        List<NotAJar> found = new ArrayList<>();
        for (Path file : files()) {
            reasonNotAJar(file).ifPresent(reason -> found.add(new NotAJar(file.toUri(), reason)));
        }
        return found;
    }

    private Set<Path> files() {
        Set<Path> files = new LinkedHashSet<>();
        for (String urlPath : urlPaths) {
            ClassFiles.path(Locations.uri("file:" + urlPath)).ifPresent(files::add);
        }
        for (String entry : classPath.split(File.pathSeparator, -1)) {
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

    private static Optional<String> reasonNotAJar(Path file) {
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
