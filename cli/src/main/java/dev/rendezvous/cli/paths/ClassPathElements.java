package dev.rendezvous.cli.paths;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A class path, as a class loader would read it.
 *
 * @param named the jars and class folders that were named, absolute, none twice; those of a folder of jars sorted
 * @param followed the jars and class folders to which the manifests of these lead, in the order in which they were found
 * @param problems what is not as it seems
 */
public record ClassPathElements(List<Path> named, List<Path> followed, List<PathProblem> problems) {

    /**
     * Copies the lists.
     *
     */
    public ClassPathElements {
        named = List.copyOf(named);
        followed = List.copyOf(followed);
        problems = List.copyOf(problems);
    }

    /** {@return all jars and class folders} */
    public List<Path> all() {
        return Stream.concat(named.stream(), followed.stream()).toList();
    }
}
