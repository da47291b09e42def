package dev.rendezvous.processor;

import dev.rendezvous.processor.check.DuplicateNames;
import dev.rendezvous.processor.check.Finding;
import dev.rendezvous.processor.check.Message;
import dev.rendezvous.processor.metadata.MetadataStep;
import dev.rendezvous.processor.model.RuntimeNames;
import dev.rendezvous.processor.read.BackendLookup;
import dev.rendezvous.processor.write.OldEntries;
import dev.rendezvous.processor.report.FindingPrinter;
import dev.rendezvous.processor.write.ClassOutput;

import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexFile;
import dev.rendezvous.index.IndexReader;
import dev.rendezvous.index.IndexWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/**
 * Writes the index, once: what was generated in this compile, and what an earlier one left and is still true. What else tools
 * want to know of the providers follows from it.
 */
final class IndexStep {

    private static final byte[] NOTHING = {};
    private static final int WHOLE_FILE = 0;

    private final FindingPrinter printer;
    private final BackendLookup lookup;
    private final ClassOutput output;
    private final OldEntries oldEntries;
    private final ModuleStep modules;
    private final MetadataStep metadata;

    IndexStep(ProcessingEnvironment environment) {
        this.printer = new FindingPrinter(environment);
        this.lookup = new BackendLookup(environment.getElementUtils());
        this.output = new ClassOutput(environment.getFiler());
        this.oldEntries = new OldEntries(environment, lookup, output);
        this.modules = new ModuleStep(environment, lookup, printer);
        this.metadata = new MetadataStep(environment.getOptions(), output, printer);
    }

    void write(Collection<String> providers) {
        SortedMap<String, BackendLookup.Found> fresh = fresh(providers);
        List<IndexEntry> old = old();
        List<IndexEntry> entries = kept(old, providers);
        for (BackendLookup.Found backend : fresh.values()) {
            entries.add(backend.entry());
        }
        SortedSet<String> listed = classes(entries);
        boolean unique = areUnique(entries, fresh);
        boolean known = metadata.isChosenRight();
        if (modules.allows(listed) && unique && known) {
            output.write(RuntimeNames.indexPath(), IndexWriter.write(entries));
            metadata.write(listed, classes(old));
        }
    }

    private static SortedSet<String> classes(List<IndexEntry> entries) {
        SortedSet<String> classes = new TreeSet<>();
        for (IndexEntry entry : entries) {
            classes.add(entry.providerClass());
        }
        return classes;
    }

    private boolean areUnique(List<IndexEntry> entries, SortedMap<String, BackendLookup.Found> fresh) {
        SortedMap<String, List<Finding>> duplicates = DuplicateNames.in(entries);
        // Two old entries that clash are not this compile's doing, and have no place to point at.
        duplicates.keySet().retainAll(fresh.keySet());
        for (Map.Entry<String, BackendLookup.Found> backend : fresh.entrySet()) {
            for (Finding finding : duplicates.getOrDefault(backend.getKey(), List.of())) {
                printer.print(finding, backend.getValue().element());
            }
        }
        return duplicates.isEmpty();
    }

    private SortedMap<String, BackendLookup.Found> fresh(Collection<String> providers) {
        SortedMap<String, BackendLookup.Found> fresh = new TreeMap<>();
        for (String provider : providers) {
            Optional<TypeElement> type = lookup.type(provider);
            Optional<BackendLookup.Found> backend = type.isPresent() ? lookup.backendOf(type.get()) : Optional.empty();
            if (backend.isPresent()) {
                fresh.put(provider, backend.get());
            }
        }
        return fresh;
    }

    private static String place(IndexFile.BadLine line) {
        return line.number() == WHOLE_FILE ? "the index" : "line " + line.number() + " of the index";
    }

    private List<IndexEntry> old() {
        IndexFile old = IndexReader.parse(output.index().orElse(NOTHING));
        for (IndexFile.BadLine line : old.badLines()) {
            printer.print(Message.BAD_INDEX_LINE, place(line), line.message());
        }
        return old.entries();
    }

    private List<IndexEntry> kept(List<IndexEntry> old, Collection<String> providers) {
        List<IndexEntry> kept = new ArrayList<>();
        for (IndexEntry entry : old) {
            if (!providers.contains(entry.providerClass())) {
                oldEntries.stillTrue(entry).ifPresent(kept::add);
            }
        }
        return kept;
    }
}
