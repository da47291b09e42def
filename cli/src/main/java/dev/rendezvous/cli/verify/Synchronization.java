package dev.rendezvous.cli.verify;

import dev.rendezvous.cli.artifact.Artifact;
import dev.rendezvous.cli.artifact.Backend;
import dev.rendezvous.cli.artifact.ClassFacts;
import dev.rendezvous.cli.artifact.ClassPath;
import dev.rendezvous.cli.artifact.Marker;
import dev.rendezvous.cli.artifact.Place;
import dev.rendezvous.cli.artifact.View;
import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexFile;
import dev.rendezvous.index.IndexRecord;
import dev.rendezvous.index.IndexWriter;
import dev.rendezvous.index.OrphanedRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The lines that an index should have according to the annotations in the class files, beside those that it has. */
public final class Synchronization {

    private static final Set<Problem> OBSTACLES = EnumSet.of(
            Problem.UNREADABLE, Problem.TOO_LARGE, Problem.NOT_INDEXABLE, Problem.NOT_COMPILED, Problem.NAME_CHANGED);

    private final View view;
    private final ClassPath classPath;

    private Synchronization(View view, ClassPath classPath) {
        this.view = view;
        this.classPath = classPath;
    }

    /**
     * How an index differs from what it should be.
     *
     * @param index the place of the index, which need not be there
     * @param changes the lines that differ, sorted by provider, and of each provider what goes before what comes; empty where
     *     nothing does
     */
    public record IndexDiff(Place index, List<Change> changes) {

        /**
         * Copies the list.
         *
         * @param index see the record
         * @param changes see the record
         */
        public IndexDiff {
            changes = List.copyOf(changes);
        }
    }

    /**
     * A line that goes or comes.
     *
     * @param isAdded whether it comes
     * @param line the line
     */
    public record Change(boolean isAdded, String line) {

        /** {@return the line as a diff shows it} */
        @Override
        public String toString() {
            return (isAdded ? "+" : "-") + line;
        }
    }

    /**
     * {@return what keeps the class files from being what an index can list, and so has to be mended before it}
     *
     * @param artifacts what stands on the class path
     */
    public static List<Finding> obstacles(Collection<Artifact> artifacts) {
        return Verification.of(artifacts).stream()
                .filter(finding -> OBSTACLES.contains(finding.problem()))
                .toList();
    }

    /**
     * {@return how the index of each artifact differs from what it should be, for those that have backends}
     *
     * <p>A line that was written by hand stays where its class is there. A backend that another artifact lists is listed.
     *
     * @param artifacts what stands on the class path
     */
    public static List<IndexDiff> of(Collection<Artifact> artifacts) {
        ClassPath classPath = new ClassPath(View.newest(artifacts));
        return classPath.views().stream()
                .filter(view -> !view.artifact().index().lines().isEmpty()
                        || !view.artifact().index().badLines().isEmpty()
                        || !view.artifact().orphans().isEmpty()
                        || view.backends().findAny().isPresent())
                .map(view -> new Synchronization(view, classPath).diff())
                .toList();
    }

    private IndexDiff diff() {
        SortedMap<String, IndexEntry> has = new TreeMap<>();
        view.artifact().index().entries().forEach(entry -> has.put(entry.providerClass(), entry));
        SortedMap<String, IndexEntry> wants = new TreeMap<>();
        has.values().forEach(entry -> kept(entry).ifPresent(kept -> wants.put(kept.providerClass(), kept)));
        view.backends()
                .filter(backend -> !isIndexed(backend)
                        && backend.problem(backend.providerClass()).isEmpty())
                .forEach(backend -> wants.put(backend.providerClass(), backend.entry(backend.providerClass())));
        List<Change> changes = new ArrayList<>(unusable());
        SortedSet<String> providers = new TreeSet<>(has.keySet());
        providers.addAll(wants.keySet());
        for (String provider : providers) {
            changes.addAll(changes(lines(has.get(provider)), lines(wants.get(provider))));
        }
        return new IndexDiff(view.artifact().indexPlace(), changes);
    }

    private boolean isIndexed(Backend backend) {
        return new BackendChecks(view, classPath).isIndexed(backend);
    }

    /** The lines of which a reader has kept the number and not the text. */
    private List<Change> unusable() {
        List<Change> changes = new ArrayList<>();
        for (IndexFile.BadLine line : view.artifact().index().badLines()) {
            String place = line.number() == 0 ? "" : "line " + line.number() + ": ";
            changes.add(new Change(false, "(" + place + line.message() + ")"));
        }
        for (OrphanedRecord orphan : view.artifact().orphans()) {
            changes.add(new Change(
                    false,
                    "(line " + orphan.number() + ": a record of " + orphan.providerClass() + ", which is not listed)"));
        }
        return changes;
    }

    /** {@return the entry as it should be; empty where its class is not there, or its backend asks for nothing any more} */
    private Optional<IndexEntry> kept(IndexEntry entry) {
        Optional<ClassFacts> provider = classPath.find(entry.providerClass(), view);
        if (provider.isEmpty() || !classPath.canBeProvider(entry.providerClass(), view)) {
            return Optional.empty();
        }
        Optional<Marker> marker = provider.get().marker();
        return marker.isEmpty()
                ? Optional.of(entry)
                : classPath
                        .backend(entry.providerClass(), marker.get(), view)
                        .filter(backend ->
                                backend.problem(entry.providerClass()).isEmpty())
                        .map(backend -> described(entry, backend));
    }

    /** Fields of a later version stay: whoever wrote them knows more than we do. */
    private static IndexEntry described(IndexEntry entry, Backend backend) {
        IndexEntry plain = backend.entry(entry.providerClass());
        return entry.record()
                .map(record -> new IndexRecord(
                        backend.name(),
                        backend.aliases(),
                        backend.implementation(),
                        backend.description(),
                        record.extras()))
                .map(record -> new IndexEntry(entry.providerClass(), Optional.of(record)))
                .filter(full -> IndexWriter.problemWith(full).isEmpty())
                .orElse(plain);
    }

    private static Set<String> lines(@Nullable IndexEntry entry) {
        return entry == null ? Set.of() : new LinkedHashSet<>(IndexLines.of(entry));
    }

    private static List<Change> changes(Set<String> has, Set<String> wants) {
        List<Change> changes = new ArrayList<>();
        has.stream().filter(line -> !wants.contains(line)).forEach(line -> changes.add(new Change(false, line)));
        wants.stream().filter(line -> !has.contains(line)).forEach(line -> changes.add(new Change(true, line)));
        return changes;
    }
}
