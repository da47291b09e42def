package dev.rendezvous.registry;

import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexFile;
import dev.rendezvous.registry.load.ProviderHandle;
import dev.rendezvous.registry.source.ClassSource;
import dev.rendezvous.registry.source.SearchPath;
import dev.rendezvous.spi.BackendDescriptor;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What came through one loader or layer.
 *
 * @param backends the backends that the policy allows
 * @param denied the backends that it does not
 * @param problems what could not be used
 * @param indexCount how many indexes were read
 * @param hasDistinctProviders whether each provider class is listed by one index only
 */
record LoaderContents(
        List<Candidate.Indexed> backends,
        List<Candidate.Indexed> denied,
        List<IndexProblem> problems,
        int indexCount,
        boolean hasDistinctProviders) {

    static LoaderContents of(IndexScan scan, SearchPath path, Optional<Predicate<BackendDescriptor>> policy) {
        return new Builder(scan, path, policy).build();
    }

    /** If the providers of so many lines of one index could not be asked, its other lines without a record are left out. */
    static final int MAX_FAILURES = 100;

    /** An entry and the index that lists it. */
    private record Listing(LocatedIndex index, IndexFile.Line line) {

        URI location() {
            return index.location();
        }
    }

    private static final class Builder {
        private final IndexScan scan;
        private final SearchPath path;
        private final Optional<Predicate<BackendDescriptor>> policy;
        private final List<Candidate.Indexed> backends = new ArrayList<>();
        private final List<Candidate.Indexed> denied = new ArrayList<>();
        private final IdentityHashMap<LocatedIndex, Integer> failures = new IdentityHashMap<>();

        Builder(IndexScan scan, SearchPath path, Optional<Predicate<BackendDescriptor>> policy) {
            this.scan = scan;
            this.path = path;
            this.policy = policy;
        }

        LoaderContents build() {
            Map<String, List<Listing>> repeated = repeated();
            for (LocatedIndex index : scan.indexes()) {
                for (IndexFile.Line line : index.file().lines()) {
                    if (!repeated.containsKey(line.entry().providerClass())) {
                        add(index, line);
                    }
                }
            }
            for (List<Listing> rivals : repeated.values()) {
                addOnePerSource(rivals);
            }
            for (Map.Entry<LocatedIndex, Integer> failed : failures.entrySet()) {
                reportRest(failed.getKey(), failed.getValue());
            }
            return new LoaderContents(
                    List.copyOf(backends),
                    List.copyOf(denied),
                    scan.problems(path),
                    scan.indexes().size(),
                    repeated.isEmpty());
        }

        /** {@return what several indexes list, by the provider class} One index lists a class only once. */
        private Map<String, List<Listing>> repeated() {
            Set<String> names = repeatedNames();
            Map<String, List<Listing>> repeated = new TreeMap<>();
            if (!names.isEmpty()) {
                for (LocatedIndex index : scan.indexes()) {
                    for (IndexFile.Line line : index.file().lines()) {
                        String name = line.entry().providerClass();
                        if (names.contains(name)) {
                            repeated.computeIfAbsent(name, key -> new ArrayList<>())
                                    .add(new Listing(index, line));
                        }
                    }
                }
            }
            return repeated;
        }

        /** {@return the names that are there more than once} A sort is quick, because the names of one index are sorted as a rule. */
        private Set<String> repeatedNames() {
            if (scan.indexes().size() < 2) {
                return Set.of();
            }
            List<String> names = new ArrayList<>(scan.lineCount());
            for (LocatedIndex index : scan.indexes()) {
                for (IndexFile.Line line : index.file().lines()) {
                    names.add(line.entry().providerClass());
                }
            }
            Collections.sort(names);
            Set<String> repeated = new HashSet<>();
            for (int i = 1; i < names.size(); i++) {
                if (names.get(i).equals(names.get(i - 1))) {
                    repeated.add(names.get(i));
                }
            }
            return repeated;
        }

        /** Each of two modules has its own class of a name. Of two jars of one loader only one is ever loaded. */
        private void addOnePerSource(List<Listing> listings) {
            Map<ClassSource, List<Listing>> bySource = new LinkedHashMap<>();
            for (Listing listing : listings) {
                bySource.computeIfAbsent(listing.index().classes(), key -> new ArrayList<>())
                        .add(listing);
            }
            for (List<Listing> rivals : bySource.values()) {
                Listing chosen = rivals.size() == 1 ? rivals.get(0) : chosen(rivals);
                add(chosen.index(), chosen.line());
            }
        }

        private Listing chosen(List<Listing> rivals) {
            return areOfOneOrigin(rivals) ? bestKnown(rivals) : takenByTheLoader(rivals);
        }

        /** A native image joins all jars, and adds an index of its own that lists their classes once more. */
        private static boolean areOfOneOrigin(List<Listing> rivals) {
            Optional<URI> origin = rivals.get(0).index().origin().location();
            return origin.isPresent()
                    && rivals.stream()
                            .allMatch(rival -> rival.index().origin().location().equals(origin));
        }

        private static Listing bestKnown(List<Listing> rivals) {
            return rivals.stream()
                    .filter(rival -> rival.line().entry().record().isPresent())
                    .findFirst()
                    .orElse(rivals.get(0));
        }

        private Listing takenByTheLoader(List<Listing> rivals) {
            String providerClass = rivals.get(0).line().entry().providerClass();
            Optional<URI> taken = rivals.get(0).index().classes().originOf(providerClass);
            List<Listing> sorted = rivals.stream()
                    .sorted(Comparator.comparing((Listing rival) ->
                                    rival.index().origin().location().equals(taken) ? 0 : 1)
                            .thenComparing(Listing::location))
                    .toList();
            Listing chosen = sorted.get(0);
            boolean isTaken =
                    taken.isPresent() && chosen.index().origin().location().equals(taken);
            for (Listing loser : sorted.subList(1, sorted.size())) {
                String message = IndexMessages.listedTwice(
                        providerClass, origin(loser).toString(), origin(chosen).toString(), isTaken);
                scan.problem(loser.location(), loser.line().number(), message);
            }
            return chosen;
        }

        private void add(LocatedIndex index, IndexFile.Line line) {
            IndexEntry entry = line.entry();
            String providerClass = entry.providerClass();
            ProviderHandle handle = new ProviderHandle(providerClass, index.classes(), index.origin());
            if (entry.record().isPresent()) {
                add(line, handle, new LazyDescriptor(entry.record().get(), providerClass, index.origin()));
            } else if (policy.isPresent()) {
                scan.problem(index.location(), line.number(), IndexMessages.notJudged(providerClass));
            } else {
                addByAsking(index, line, handle);
            }
        }

        /** The record is lost, so the provider itself is asked. */
        private void addByAsking(LocatedIndex index, IndexFile.Line line, ProviderHandle handle) {
            if (failures.getOrDefault(index, 0) >= MAX_FAILURES) {
                failures.merge(index, 1, Integer::sum);
                return;
            }
            Journal.asking(line.entry().providerClass(), index.location(), line.number());
            ProviderHandle.Outcome outcome = handle.loadKeepingInterrupt();
            if (outcome instanceof ProviderHandle.Outcome.Loaded loaded) {
                add(line, handle, new LazyDescriptor(loaded.descriptor()));
            } else if (outcome instanceof ProviderHandle.Outcome.Failed failed) {
                failures.merge(index, 1, Integer::sum);
                scan.problem(index.location(), line.number(), failed.diagnosis());
            }
        }

        private void reportRest(LocatedIndex index, int failed) {
            if (failed > MAX_FAILURES) {
                scan.problem(index.location(), 0, IndexMessages.moreUnusableLines(failed - MAX_FAILURES, MAX_FAILURES));
            }
        }

        private void add(IndexFile.Line line, ProviderHandle handle, LazyDescriptor listed) {
            boolean allowed = policy.isEmpty() || policy.get().test(listed.descriptor());
            (allowed ? backends : denied).add(new Candidate.Indexed(listed, line.number(), List.of(handle)));
        }

        private static URI origin(Listing listing) {
            return listing.index().origin().location().orElse(listing.location());
        }
    }
}
