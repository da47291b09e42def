package dev.rendezvous.cli.backends;

import dev.rendezvous.cli.paths.ClassPathElements;
import dev.rendezvous.cli.paths.ClassPathReader;
import dev.rendezvous.cli.text.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/**
 * Jars that are not on the class path of the command. The class loader follows their manifests itself.
 *
 * @param jars the jars, absolute, none twice, in the order in which they were named; those of a folder sorted
 * @param problems what a class loader would pass over in silence, such as an entry of a manifest that does not exist
 */
public record Plugins(List<Path> jars, List<CatalogProblem> problems) {

    /**
     * {@return the jars that the paths name}
     *
     * @param paths jars and folders of jars
     * @throws UsageException naming the path that is not a jar or a folder of jars
     */
    public static Plugins of(Collection<Path> paths) {
        ClassPathElements elements = ClassPathReader.read("--plugins", paths);
        Set<Path> words =
                paths.stream().map(path -> path.toAbsolutePath().normalize()).collect(Collectors.toSet());
        List<Path> jars = new ArrayList<>();
        List<CatalogProblem> problems = new ArrayList<>();
        for (Path path : elements.named()) {
            Optional<String> damage = damage(path);
            if (damage.isEmpty()) {
                jars.add(path);
            } else if (Files.isDirectory(path)) {
                throw new UsageException("--plugins: the folder " + path + " holds no jar");
            } else if (words.contains(path)) {
                throw new UsageException("--plugins: " + path + " is not a jar: " + damage.get());
            } else {
                // It stays on the path, so that the discovery reports it.
                jars.add(path);
            }
        }
        elements.problems().forEach(each -> problems.add(problem(each.path(), each.message() + "; " + each.fix())));
        return new Plugins(List.copyOf(jars), List.copyOf(problems));
    }

    private static CatalogProblem problem(Path path, String message) {
        return new CatalogProblem(path.toFile().toURI(), 0, message);
    }

    /** {@return a loader of these jars, which falls back on the class path of the command; the caller closes it} */
    public URLClassLoader loader() {
        return new URLClassLoader(
                "plugins", jars.stream().map(Plugins::url).toArray(URL[]::new), Plugins.class.getClassLoader());
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
