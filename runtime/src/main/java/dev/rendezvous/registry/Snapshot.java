package dev.rendezvous.registry;

import dev.rendezvous.registry.load.ProviderHandle;
import dev.rendezvous.spi.BackendDescriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All that a registry knows at one moment. Immutable, so readers need no lock. */
final class Snapshot {

    static final Snapshot EMPTY = new Snapshot(List.of(), List.of(), Map.of());

    private final List<LoaderContents> contents;
    private final List<Candidate> candidates;
    private final Map<String, Candidate> sole;
    private final Map<String, List<Candidate>> contested = new TreeMap<>();
    private final Map<String, String> preferences;
    private @Nullable SortedSet<String> names;

    private Snapshot(List<LoaderContents> contents, List<Candidate> candidates, Map<String, String> preferences) {
        this.contents = contents;
        this.candidates = candidates;
        this.preferences = preferences;
        this.sole = new HashMap<>(candidates.size() * 2);
        for (Candidate candidate : candidates) {
            claim(candidate.listed().name(), candidate);
            for (String alias : candidate.listed().aliases()) {
                claim(alias, candidate);
            }
        }
    }

    /**
     * Merges everything that was found and registered.
     *
     * @param contents what came through each loader and layer
     * @param registered the factories that were registered by hand
     * @param preferences the implementation class that the application wants for a name
     */
    static Snapshot of(
            Collection<LoaderContents> contents,
            Collection<Candidate.Registered> registered,
            Map<String, String> preferences) {
        List<Candidate> candidates = new ArrayList<>(registered);
        candidates.addAll(merged(contents));
        candidates.sort(CandidateOrder.INSTANCE);
        return new Snapshot(List.copyOf(contents), List.copyOf(candidates), Map.copyOf(preferences));
    }

    /** {@return the backends of all, each class once} In the order in which they were found, which is nearly that of the names. */
    private static List<Candidate.Indexed> merged(Collection<LoaderContents> contents) {
        if (contents.size() == 1 && contents.iterator().next().hasDistinctProviders()) {
            return contents.iterator().next().backends();
        }
        Map<String, List<Candidate.Indexed>> byProvider = new LinkedHashMap<>();
        for (LoaderContents loader : contents) {
            for (Candidate.Indexed backend : loader.backends()) {
                String provider = backend.listed().providerClass();
                List<Candidate.Indexed> earlier = byProvider.putIfAbsent(provider, List.of(backend));
                if (earlier != null) {
                    byProvider.put(provider, merged(earlier, backend));
                }
            }
        }
        List<Candidate.Indexed> all = new ArrayList<>();
        for (List<Candidate.Indexed> same : byProvider.values()) {
            all.addAll(same);
        }
        return all;
    }

    /** {@return the known backends, and the new one: as another loader of one of them, or as one more} */
    private static List<Candidate.Indexed> merged(List<Candidate.Indexed> known, Candidate.Indexed backend) {
        List<Candidate.Indexed> merged = new ArrayList<>(known);
        for (int i = 0; i < known.size(); i++) {
            Candidate.Indexed other = known.get(i);
            if (other.handles().get(0).isSameClassAs(backend.handles().get(0))) {
                List<ProviderHandle> handles = new ArrayList<>(other.handles());
                handles.addAll(backend.handles());
                merged.set(i, new Candidate.Indexed(other.listed(), other.line(), List.copyOf(handles)));
                return merged;
            }
        }
        merged.add(backend);
        return merged;
    }

    /** A name that a second candidate claims no longer has a sole claimant. */
    private void claim(String name, Candidate candidate) {
        List<Candidate> rivals = contested.get(name);
        Candidate earlier = rivals == null ? sole.putIfAbsent(name, candidate) : null;
        if (earlier != null) {
            sole.remove(name);
            contested.put(name, List.of(earlier, candidate));
        } else if (rivals != null) {
            List<Candidate> all = new ArrayList<>(rivals);
            all.add(candidate);
            contested.put(name, List.copyOf(all));
        }
    }

    boolean contains(String name) {
        return sole.containsKey(name) || contested.containsKey(name);
    }

    /** Made at the first request. Two threads may both make it, without harm: the two are equal. */
    SortedSet<String> names() {
        SortedSet<String> known = names;
        if (known == null) {
            SortedSet<String> canonical = new TreeSet<>();
            for (Candidate candidate : candidates) {
                canonical.add(candidate.listed().name());
            }
            known = Collections.unmodifiableSortedSet(canonical);
            names = known;
        }
        return known;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    /** {@return what was known of all before any class was loaded, in the order of the candidates} */
    List<BackendDescriptor> backends() {
        List<LazyDescriptor> listed = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            listed.add(candidate.listed());
        }
        return LazyDescriptors.of(listed);
    }

    /** {@return the candidate that the name stands for; empty if none claims it, or if several do and no preference decides} */
    Optional<Candidate> chosen(String name) {
        Candidate only = sole.get(name);
        return only == null ? preferred(name) : Optional.of(only);
    }

    private Optional<Candidate> preferred(String name) {
        String preferred = preferences.get(name);
        List<Candidate> matching = contested.getOrDefault(name, List.of()).stream()
                .filter(candidate -> candidate.listed().implementationClass().equals(preferred))
                .toList();
        return matching.size() == 1 ? Optional.of(matching.get(0)) : Optional.empty();
    }

    List<Candidate> claimants(String name) {
        Candidate only = sole.get(name);
        return only == null ? contested.getOrDefault(name, List.of()) : List.of(only);
    }

    Optional<String> preference(String name) {
        return Optional.ofNullable(preferences.get(name));
    }

    /** {@return the backends of that name or alias which the policy keeps out} */
    List<Candidate.Indexed> denied(String name) {
        return contents.stream()
                .flatMap(loader -> loader.denied().stream())
                .filter(candidate -> candidate.listed().isCalled(name))
                .sorted(CandidateOrder.INSTANCE)
                .toList();
    }

    /** {@return the names in conflict, sorted} */
    List<Conflict> conflicts() {
        List<Conflict> conflicts = new ArrayList<>();
        for (Map.Entry<String, List<Candidate>> claim : contested.entrySet()) {
            if (preferred(claim.getKey()).isEmpty()) {
                conflicts.add(new Conflict(claim.getKey(), descriptors(claim.getValue())));
            }
        }
        return conflicts;
    }

    boolean hasIndexes() {
        return contents.stream().anyMatch(loader -> loader.indexCount() > 0);
    }

    List<IndexProblem> problems() {
        return contents.stream().flatMap(loader -> loader.problems().stream()).toList();
    }

    SortedSet<String> namesAndAliases() {
        SortedSet<String> all = new TreeSet<>(sole.keySet());
        all.addAll(contested.keySet());
        return all;
    }

    static List<BackendDescriptor> descriptors(List<? extends Candidate> candidates) {
        List<BackendDescriptor> descriptors = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            descriptors.add(candidate.descriptor());
        }
        return Collections.unmodifiableList(descriptors);
    }
}
