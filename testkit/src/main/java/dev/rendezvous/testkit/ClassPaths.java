package dev.rendezvous.testkit;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where classes are, and loaders over such places. */
public final class ClassPaths {

    private ClassPaths() {}

    /** {@return the jar or the folder from which a class was loaded} */
    public static Path locationOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the paths as javac and java take them} */
    public static String join(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** {@return a new loader over jars and folders} */
    public static URLClassLoader loader(ClassLoader parent, Path... paths) {
        return new URLClassLoader(Stream.of(paths).map(ClassPaths::url).toArray(URL[]::new), parent);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
