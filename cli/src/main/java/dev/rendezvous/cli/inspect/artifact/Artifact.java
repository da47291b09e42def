package dev.rendezvous.cli.inspect.artifact;

import dev.rendezvous.index.IndexFile;
import dev.rendezvous.index.OrphanedRecord;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One thing that stands on a class path, as it was read.
 *
 * @param root where it is
 * @param index its index; one without lines where it has none
 * @param orphans the records of its index that speak of no listed class
 * @param classes the classes that a class loader of some Java release finds in it
 * @param modules its module descriptor, for some Java releases
 * @param sha256 the digest of its bytes, as 64 hexadecimal digits; empty where none was asked for, or not all bytes were read
 * @param damages what was not read
 */
public record Artifact(
        Root root,
        IndexFile index,
        List<OrphanedRecord> orphans,
        List<ClassFacts> classes,
        List<ModuleFacts> modules,
        Optional<String> sha256,
        List<Damage> damages) {

    /** Copies the lists. */
    public Artifact {
        orphans = List.copyOf(orphans);
        classes = List.copyOf(classes);
        modules = List.copyOf(modules);
        damages = List.copyOf(damages);
    }

    /** {@return the place of its index, whether or not it has one} */
    public Place indexPlace() {
        return Place.of(root, ArtifactFiles.INDEX);
    }

    /** {@return the Java releases from which on it shows something else than before} */
    SortedSet<Integer> releases() {
        SortedSet<Integer> releases = new TreeSet<>();
        classes.forEach(type -> releases.add(type.release()));
        modules.forEach(module -> releases.add(module.release()));
        return releases;
    }
}
