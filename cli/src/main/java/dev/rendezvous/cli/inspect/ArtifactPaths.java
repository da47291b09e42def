package dev.rendezvous.cli.inspect;

import dev.rendezvous.cli.text.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What words name that are paths of a class path. */
final class ArtifactPaths {

    /** What the commands say of their parameter. */
    static final String DESCRIPTION =
            "A jar, a folder of jars, or a folder of classes. In an application packed by Spring Boot, each jar is read.";

    private ArtifactPaths() {}

    /**
     * {@return the jars and class folders, absolute, none twice; those of a folder of jars sorted}
     *
     * @throws UsageException naming the path that is none of them
     */
    static Set<Path> of(Collection<Path> words) {
        Set<Path> paths = new LinkedHashSet<>();
        for (Path word : words) {
            if (word.toString().isEmpty()) {
                // Else an unset variable of a script would mean the working directory.
                throw new UsageException("the path is empty");
            }
            if (!Files.exists(word)) {
                throw new UsageException(word + " does not exist");
            }
            Path path = word.toAbsolutePath().normalize();
            paths.addAll(Files.isDirectory(path) ? inFolder(path) : List.of(path));
        }
        return paths;
    }

    private static List<Path> inFolder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(ArtifactPaths::isJar).sorted().toList();
            return jars.isEmpty() ? List.of(classFolder(folder)) : jars;
        } catch (IOException | UncheckedIOException e) {
            throw new UsageException("the folder " + folder + " cannot be read: " + e.getMessage());
        }
    }

    private static Path classFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            if (files.noneMatch(Files::isRegularFile)) {
                throw new UsageException("the folder " + folder + " holds no jar and no class file");
            }
            return folder;
        }
    }

    private static boolean isJar(Path file) {
        return file.toString().endsWith(".jar") && Files.isRegularFile(file);
    }
}
