package dev.rendezvous.cli.inspect.artifact;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a JVM of one Java release sees of an artifact.
 *
 * @param artifact the artifact
 * @param classes its classes, by their binary names
 * @param module its module descriptor, where it has one
 */
public record View(Artifact artifact, Map<String, ClassFacts> classes, Optional<ModuleFacts> module) {

    /** The first release that runs backends at all. */
    static final int FIRST_RELEASE = 17;

    /**
     * {@return the Java releases from 17 on that see a class path otherwise than the one before}
     *
     * @param artifacts what stands on the class path
     */
    public static SortedSet<Integer> releases(Collection<Artifact> artifacts) {
        NavigableSet<Integer> releases = new TreeSet<>(List.of(FIRST_RELEASE));
        artifacts.forEach(artifact -> releases.addAll(artifact.releases().tailSet(FIRST_RELEASE)));
        return releases;
    }

    /**
     * {@return the class path as a Java release sees it}
     *
     * @param artifacts what stands on the class path
     * @param release the release
     */
    public static List<View> of(Collection<Artifact> artifacts, int release) {
        return artifacts.stream().map(artifact -> of(artifact, release)).toList();
    }

    /**
     * {@return the class path as the newest release sees it; each class that any release from 17 on sees is there}
     *
     * @param artifacts what stands on the class path
     */
    public static List<View> newest(Collection<Artifact> artifacts) {
        return of(artifacts, releases(artifacts).last());
    }

    /** JAR file specification: the newest of those that are not newer than the JVM. */
    private static View of(Artifact artifact, int release) {
        Map<String, ClassFacts> classes = new TreeMap<>();
        for (ClassFacts type : artifact.classes()) {
            if (type.release() <= release) {
                classes.merge(type.name(), type, (one, other) -> one.release() >= other.release() ? one : other);
            }
        }
        Optional<ModuleFacts> module = artifact.modules().stream()
                .filter(descriptor -> descriptor.release() <= release)
                .reduce((one, other) -> one.release() >= other.release() ? one : other);
        return new View(artifact, classes, module);
    }

    /** {@return what its classes and their methods are annotated with, sorted by class} */
    public Stream<Backend> backends() {
        return classes.values().stream().flatMap(type -> type.backends().stream());
    }
}
