package dev.rendezvous.cli.paths;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Follows the {@code Class-Path} of manifests as Java's class loaders do: from jar to jar, each once, through circles too. */
final class Manifests {

    /** Many times what any application has; keeps hostile jars from leading through a whole disk. */
    private static final int MAX_ELEMENTS = 10_000;

    private final Set<Path> elements = new LinkedHashSet<>();
    private final Set<Path> seen = new HashSet<>();
    private final Deque<Path> unread = new ArrayDeque<>();
    private final List<PathProblem> problems = new ArrayList<>();

    private Manifests() {}

    static Manifests follow(Collection<Path> named) {
        Manifests manifests = new Manifests();
        for (Path path : named) {
            manifests.seen.add(identity(path));
            manifests.unread.add(path);
        }
        while (!manifests.unread.isEmpty()) {
            Path next = manifests.unread.remove();
            if (Files.isRegularFile(next)) {
                manifests.read(next);
            }
        }
        return manifests;
    }

    /** {@return what the manifests lead to besides what was named} */
    List<Path> elements() {
        return List.copyOf(elements);
    }

    List<PathProblem> problems() {
        return problems;
    }

    private void read(Path jar) {
        JarManifest manifest = JarManifest.of(jar);
        if (manifest.hasIndex()) {
            problems.add(PathProblem.jarIndex(jar));
        }
        for (String entry : new LinkedHashSet<>(manifest.classPath())) {
            follow(jar, entry);
        }
    }

    private void follow(Path jar, String entry) {
        if (elements.size() >= MAX_ELEMENTS) {
            problems.add(PathProblem.entry(jar, entry, "more than " + MAX_ELEMENTS + " entries are not followed"));
            return;
        }
        try {
            URI uri = jar.toUri().resolve(URI.create(entry));
            if (!"file".equals(uri.getScheme())) {
                problems.add(PathProblem.entry(jar, entry, "only files are followed"));
                return;
            }
            take(jar, entry, Path.of(uri).toAbsolutePath().normalize());
        } catch (IllegalArgumentException e) {
            problems.add(PathProblem.entry(jar, entry, "that is not a URL of a file: " + e.getMessage()));
        }
    }

    private void take(Path jar, String entry, Path path) {
        if (!Files.exists(path)) {
            problems.add(PathProblem.entry(jar, entry, path + " does not exist"));
        } else if (Files.isDirectory(path) != entry.endsWith("/")) {
            problems.add(PathProblem.entry(
                    jar,
                    entry,
                    path
                            + (entry.endsWith("/")
                                    ? " is not a folder"
                                    : " is a folder, whose entry must end with a slash")));
        } else if (seen.add(identity(path))) {
            elements.add(path);
            unread.add(path);
        }
    }

    /** Two paths of one file are one element. */
    private static Path identity(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException | InvalidPathException unknown) {
            return path;
        }
    }
}
