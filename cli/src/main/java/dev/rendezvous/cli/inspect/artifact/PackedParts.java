package dev.rendezvous.cli.inspect.artifact;

import dev.rendezvous.cli.paths.DesktopFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What inside of a packed application stands on a class path of its own: the class folder and the jars for the loader of Spring
 * Boot, or of a servlet container. Jars inside of those jars are on no class path.
 */
final class PackedParts {

    private static final List<String> CLASS_FOLDERS = List.of("BOOT-INF/classes/", "WEB-INF/classes/");
    private static final List<String> LIBRARY_FOLDERS =
            List.of("BOOT-INF/lib/", "WEB-INF/lib/", "WEB-INF/lib-provided/");

    private final Function<String, ArtifactReader> newReader;
    private final Map<String, ArtifactReader> folders = new TreeMap<>();
    private final SortedMap<String, Content> libraries = new TreeMap<>();

    PackedParts(Function<String, ArtifactReader> newReader) {
        this.newReader = newReader;
    }

    /** {@return whether the file belongs to one of the parts; then it is taken} */
    boolean take(String name, Content content) {
        if (isLibrary(name)) {
            libraries.put(name, content);
            return true;
        }
        Optional<String> folder =
                CLASS_FOLDERS.stream().filter(name::startsWith).findFirst();
        folder.ifPresent(found ->
                folders.computeIfAbsent(found, newReader).readAndDigest(name.substring(found.length()), content));
        return folder.isPresent();
    }

    List<Artifact> folders() {
        List<Artifact> artifacts = new ArrayList<>();
        folders.values().forEach(reader -> artifacts.add(reader.finish()));
        return artifacts;
    }

    /** {@return the jars, by their names} */
    SortedMap<String, Content> libraries() {
        return libraries;
    }

    private static boolean isLibrary(String name) {
        return name.endsWith(".jar")
                && !DesktopFiles.isOne(name)
                && LIBRARY_FOLDERS.stream()
                        .anyMatch(folder -> name.startsWith(folder) && name.indexOf('/', folder.length()) < 0);
    }
}
