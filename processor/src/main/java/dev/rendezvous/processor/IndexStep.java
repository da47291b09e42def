package dev.rendezvous.processor;

import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexFile;
import dev.rendezvous.index.IndexReader;
import dev.rendezvous.index.IndexWriter;
import dev.rendezvous.processor.check.DuplicateNames;
import dev.rendezvous.processor.check.Finding;
import dev.rendezvous.processor.check.Message;
import dev.rendezvous.processor.metadata.MetadataStep;
import dev.rendezvous.processor.model.RuntimeNames;
import dev.rendezvous.processor.read.BackendLookup;
import dev.rendezvous.processor.read.HandWrittenProviders;
import dev.rendezvous.processor.report.FindingPrinter;
import dev.rendezvous.processor.write.ClassOutput;
import dev.rendezvous.processor.write.OldEntries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/**
 * Writes the index once: the providers that this compile generated, those that the processor option lists, and the entries of an
 * earlier compile that are still true. The files for other tools follow from it.
 */
final class IndexStep {

    private static final byte[] NOTHING = {};
    private static final int WHOLE_FILE = 0;

    private final FindingPrinter printer;
    private final BackendLookup lookup;
    private final ClassOutput output;
    private final OldEntries oldEntries;
    private final ListedProviders listed;
    private final ModuleStep modules;
    private final MetadataStep metadata;

    IndexStep(ProcessingEnvironment environment) {
        Map<String, String> options = environment.getOptions();
        this.printer = new FindingPrinter(environment);
        this.lookup = new BackendLookup(environment.getElementUtils());
        this.output = new ClassOutput(environment.getFiler());
        HandWrittenProviders handWritten = new HandWrittenProviders(environment, lookup);
        this.oldEntries = new OldEntries(lookup, handWritten, output);
        this.listed = new ListedProviders(options, lookup, handWritten, output, printer);
        this.modules = new ModuleStep(environment, lookup, printer);
        this.metadata = new MetadataStep(options, output, printer);
    }

    void write(Collection<String> providers) {
        if (output.isTaken(RuntimeNames.indexPath())) {
            printer.print(Message.INDEX_TAKEN, RuntimeNames.indexPath());
            return;
        }
        boolean legal = listed.areLegal();
        SortedMap<String, BackendLookup.Found> fresh = fresh(providers);
        IndexFile old = old();
        List<IndexEntry> entries = entries(fresh, old.entries());
        boolean unique = areUnique(entries, fresh);
        boolean known = metadata.isChosenRight();
        if (modules.allows(classes(entries), listed.byOption()) && unique && known && legal) {
            write(entries, old, fresh.keySet());
        }
    }

    private void write(List<IndexEntry> entries, IndexFile old, Set<String> fresh) {
        if (output.create(RuntimeNames.indexPath(), IndexWriter.write(entries))) {
            listed.warnOfCopiedLines(old, !fresh.isEmpty());
            metadata.write(classes(entries), classes(old.entries()));
        } else {
            printer.print(Message.INDEX_TAKEN, RuntimeNames.indexPath());
        }
    }

    private List<IndexEntry> entries(SortedMap<String, BackendLookup.Found> fresh, List<IndexEntry> old) {
        List<IndexEntry> entries = new ArrayList<>();
        SortedSet<String> listedAnyway = new TreeSet<>(listed.byOption());
        listedAnyway.forEach(name -> entries.add(new IndexEntry(name, Optional.empty())));
        listedAnyway.addAll(fresh.keySet());
        fresh.values().forEach(backend -> entries.add(backend.entry()));
        for (IndexEntry entry : old) {
            if (!listedAnyway.contains(entry.providerClass())) {
                oldEntries.stillTrue(entry).ifPresent(entries::add);
            }
        }
        return entries;
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
        // Two old entries that clash were not compiled now, and have no place to point at.
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

    private IndexFile old() {
        IndexFile old = IndexReader.parse(output.index().orElse(NOTHING));
        for (IndexFile.BadLine line : old.badLines()) {
            printer.print(Message.BAD_INDEX_LINE, place(line), line.message());
        }
        return old;
    }

    private static String place(IndexFile.BadLine line) {
        return line.number() == WHOLE_FILE ? "the index" : "line " + line.number() + " of the index";
    }
}
