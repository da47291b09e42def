package dev.rendezvous.cli.paths;

import dev.rendezvous.cli.text.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the paths of a command line as a class path. */
public final class ClassPathReader {

    /** What the commands say of their parameter. */
    public static final String DESCRIPTION =
            "A jar, a folder of jars, or a folder of classes. The Class-Path in the manifest of a jar is followed. In an application"
                    + " packed by Spring Boot, each jar is read.";

    private static final int MAX_FILES = 300_000;
    private static final int MAX_SHOWN = 20;

    private final String prefix;
    private final List<PathProblem> problems = new ArrayList<>();
    private final Set<Path> named = new LinkedHashSet<>();

    private ClassPathReader(String prefix) {
        this.prefix = prefix;
    }

    /**
     * {@return the elements of the class path that some words name}
     *
     * @param words jars, folders of jars and class folders
     * @throws UsageException naming the path that is none of them
     */
    public static ClassPathElements read(Collection<Path> words) {
        return new ClassPathReader("").readAll(words);
    }

    /**
     * {@return the elements of the class path that the values of an option name}
     *
     * @param option the option, for messages
     * @param words jars, folders of jars and class folders
     * @throws UsageException naming the option and the path that is none of them
     */
    public static ClassPathElements read(String option, Collection<Path> words) {
        return new ClassPathReader(option + ": ").readAll(words);
    }

    private ClassPathElements readAll(Collection<Path> words) {
        for (Path word : words) {
            if (word.toString().isEmpty()) {
                // Otherwise an unset variable of a script would mean the working directory.
                throw new UsageException(prefix + "the path is empty");
            }
            if (!Files.exists(word)) {
                throw new UsageException(prefix + word + " does not exist");
            }
            Path path = word.toAbsolutePath().normalize();
            if (Files.isDirectory(path)) {
                readFolder(word, path);
            } else {
                named.add(path);
            }
        }
        Manifests manifests = Manifests.follow(named);
        problems.addAll(manifests.problems());
        return new ClassPathElements(List.copyOf(named), manifests.elements(), problems);
    }

    private void readFolder(Path word, Path folder) {
        try {
            List<Path> jars = jarsIn(folder);
            List<Path> files = filesBelow(folder);
            List<Path> below = files.stream()
                    .filter(ClassPathReader::isJar)
                    .map(Path::getParent)
                    .filter(parent -> !parent.equals(folder))
                    .distinct()
                    .toList();
            if (jars.isEmpty() && files.stream().allMatch(ClassPathReader::isJar)) {
                throw new UsageException(prefix + "the folder " + word + " holds no jar and no class file"
                        + (below.isEmpty() ? "" : "; the folder " + below.get(0) + " in it does, so name that one"));
            }
            below.stream().limit(MAX_SHOWN).forEach(each -> problems.add(PathProblem.jarsBelow(folder, each)));
            named.addAll(jars.isEmpty() ? List.of(folder) : jars);
        } catch (IOException | UncheckedIOException e) {
            throw new UsageException(prefix + "the folder " + word + " cannot be read: " + e.getMessage());
        }
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(ClassPathReader::isJar).sorted().toList();
        }
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.limit(MAX_FILES)
                    .filter(file -> Files.isRegularFile(file) && !isHidden(file))
                    .sorted()
                    .toList();
        }
    }

    /** As {@code java -cp "folder/*"} takes them; that passes over no hidden file, but this is for folders of people. */
    private static boolean isJar(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".jar")
                && !isHidden(file)
                && Files.isRegularFile(file);
    }

    private static boolean isHidden(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(".") || DesktopFiles.isOne(name);
    }
}
