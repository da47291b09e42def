package dev.rendezvous.cli.backends;

import dev.rendezvous.cli.text.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Jars that are on nobody's class path.
 *
 * @param jars the jars, absolute, none twice, in the order in which they were named; those of a folder sorted
 */
public record Plugins(List<Path> jars) {

    /**
     * {@return the jars that the paths name}
     *
     * @param paths jars and folders of jars
     * @throws UsageException naming the path that is no jar and no folder of jars
     */
    public static Plugins of(Collection<Path> paths) {
        Set<Path> jars = new LinkedHashSet<>();
        for (Path path : paths) {
            if (path.toString().isEmpty()) {
                // Else an unset variable of a script would mean the working directory.
                throw new UsageException("--plugins: the path is empty");
            }
            if (!Files.exists(path)) {
                throw new UsageException("--plugins: " + path + " does not exist");
            }
            if (Files.isDirectory(path)) {
                addFolder(path, jars);
            } else {
                addJar(path, jars);
            }
        }
        return new Plugins(List.copyOf(jars));
    }

    /** {@return a loader of these jars, which falls back on the class path of the command; the caller closes it} */
    public URLClassLoader loader() {
        return new URLClassLoader(
                "plugins", jars.stream().map(Plugins::url).toArray(URL[]::new), Plugins.class.getClassLoader());
    }

    private static void addJar(Path file, Set<Path> jars) {
        damage(file).ifPresent(reason -> {
            throw new UsageException("--plugins: " + file + " is not a jar: " + reason);
        });
        jars.add(file.toAbsolutePath().normalize());
    }

    private static void addFolder(Path folder, Set<Path> jars) {
        List<Path> files = jarsIn(folder);
        if (files.isEmpty()) {
            throw new UsageException("--plugins: the folder " + folder + " holds no jar");
        }
        // A file that is not a jar stays on the path, so that the discovery reports it.
        files.forEach(file -> jars.add(file.toAbsolutePath().normalize()));
    }

    private static List<Path> jarsIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UsageException("--plugins: the folder " + folder + " cannot be read: " + e);
        }
    }

    private static Optional<String> damage(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.size() < 0 ? Optional.of("closed") : Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
