package dev.rendezvous.cli.inspect.verify;

import dev.rendezvous.cli.inspect.artifact.Artifact;
import dev.rendezvous.cli.inspect.artifact.ClassPath;
import dev.rendezvous.cli.inspect.artifact.Place;
import dev.rendezvous.cli.inspect.artifact.View;
import dev.rendezvous.index.IndexFile;
import dev.rendezvous.index.OrphanedRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How an index differs from the one that the annotations in the class files ask for.
 *
 * @param index the place of the index, which may be absent
 * @param removed the lines that it should not have; a line that no reader understands is shown by its number, in parentheses
 * @param added the lines that it lacks
 */
public record IndexDiff(Place index, List<String> removed, List<String> added) {

    /** Copies the lists. */
    public IndexDiff {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    /**
     * {@return the differences of all indexes, in the order of the artifacts; an index without a difference is left out}
     *
     * @param artifacts the elements of the class path
     */
    public static List<IndexDiff> of(Collection<Artifact> artifacts) {
        ClassPath classPath = new ClassPath(View.newest(artifacts));
        return classPath.views().stream()
                .map(view -> of(view, new ExpectedIndex(view, classPath)))
                .filter(diff -> !diff.removed.isEmpty() || !diff.added.isEmpty())
                .toList();
    }

    private static IndexDiff of(View view, ExpectedIndex expected) {
        Set<String> has =
                new LinkedHashSet<>(IndexLines.of(view.artifact().index().entries()));
        Set<String> wants = new LinkedHashSet<>(IndexLines.of(expected.entries()));
        List<String> removed = unusable(view.artifact());
        has.stream().filter(line -> !wants.contains(line)).forEach(removed::add);
        List<String> added = wants.stream().filter(line -> !has.contains(line)).toList();
        return new IndexDiff(view.artifact().indexPlace(), removed, added);
    }

    /** The reader keeps the number and the reason of such a line, not its text. */
    private static List<String> unusable(Artifact artifact) {
        List<String> lines = new ArrayList<>();
        for (IndexFile.BadLine line : artifact.index().badLines()) {
            String place = line.number() == 0 ? "" : "line " + line.number() + ": ";
            lines.add("(" + place + line.message() + ")");
        }
        for (OrphanedRecord orphan : artifact.orphans()) {
            lines.add(
                    "(line " + orphan.number() + ": a record of " + orphan.providerClass() + ", which is not listed)");
        }
        return lines;
    }
}
