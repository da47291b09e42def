package dev.rendezvous.cli.inspect.verify;

import dev.rendezvous.cli.inspect.artifact.Backend;
import dev.rendezvous.cli.inspect.artifact.ClassFacts;
import dev.rendezvous.cli.inspect.artifact.ClassPath;
import dev.rendezvous.cli.inspect.artifact.Marker;
import dev.rendezvous.cli.inspect.artifact.View;
import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexRecord;
import dev.rendezvous.index.IndexWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The index that one artifact should have. A line that was written by hand stays if its class is present. */
final class ExpectedIndex {

    private final View view;
    private final ClassPath classPath;

    ExpectedIndex(View view, ClassPath classPath) {
        this.view = view;
        this.classPath = classPath;
    }

    /** {@return its entries; a backend that another artifact lists is not among them} */
    List<IndexEntry> entries() {
        BackendChecks checks = new BackendChecks(view, classPath);
        List<IndexEntry> entries = new ArrayList<>();
        view.artifact().index().entries().forEach(entry -> kept(entry).ifPresent(entries::add));
        view.backends()
                .filter(backend -> !checks.isIndexed(backend)
                        && backend.problem(backend.providerClass()).isEmpty())
                .forEach(backend -> entries.add(backend.entry(backend.providerClass())));
        return entries;
    }

    /** {@return the entry as it should be; empty if its class is absent, or if no annotation asks for it any more} */
    private Optional<IndexEntry> kept(IndexEntry entry) {
        String provider = entry.providerClass();
        Optional<ClassFacts> type = classPath.find(provider, view);
        if (type.isEmpty() || !classPath.canBeProvider(provider, view)) {
            return Optional.empty();
        }
        Optional<Marker> marker = type.get().marker();
        return marker.isEmpty()
                ? Optional.of(entry)
                : classPath
                        .backend(provider, marker.get(), view)
                        .filter(backend -> backend.problem(provider).isEmpty())
                        .map(backend -> described(entry, backend));
    }

    /** Fields of a later version stay, since their writer knows more than this reader. */
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
}
