package dev.rendezvous;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that a registry knows at one moment. Immutable, so that readers need no lock. */
final class Snapshot {

    static final Snapshot EMPTY = new Snapshot(List.of(), List.of(), Map.of());

    private final List<World> worlds;
    private final List<Candidate> candidates;
    private final Map<String, List<Candidate>> byName;
    private final SortedSet<String> names;
    private final Map<String, String> preferences;

    private Snapshot(List<World> worlds, List<Candidate> candidates, Map<String, String> preferences) {
        this.worlds = worlds;
        this.candidates = candidates;
        this.preferences = preferences;
        this.byName = new HashMap<>(candidates.size() * 2);
        SortedSet<String> canonical = new TreeSet<>();
        for (Candidate candidate : candidates) {
            canonical.add(candidate.listed().name());
            claim(candidate.listed().name(), candidate);
            candidate.listed().aliases().forEach(alias -> claim(alias, candidate));
        }
        this.names = Collections.unmodifiableSortedSet(canonical);
    }

    /**
     * Merges everything that was found and registered.
     *
     * @param worlds what came through each loader and layer
     * @param registered the factories that were registered by hand
     * @param preferences the implementation class that the application wants for a name
     */
    static Snapshot of(
            Collection<World> worlds, Collection<Candidate.Registered> registered, Map<String, String> preferences) {
        List<Candidate> candidates = new ArrayList<>(registered);
        Map<String, List<Candidate.Indexed>> byProvider = new HashMap<>();
        for (World world : worlds) {
            for (Candidate.Indexed backend : world.backends()) {
                addOrMerge(
                        byProvider.computeIfAbsent(backend.listed().providerClass(), key -> new ArrayList<>(1)),
                        backend);
            }
        }
        byProvider.values().forEach(candidates::addAll);
        candidates.sort(Candidate.ORDER);
        return new Snapshot(List.copyOf(worlds), List.copyOf(candidates), Map.copyOf(preferences));
    }

    private static void addOrMerge(List<Candidate.Indexed> known, Candidate.Indexed backend) {
        for (int i = 0; i < known.size(); i++) {
            Candidate.Indexed other = known.get(i);
            if (other.handles().get(0).isSameClassAs(backend.handles().get(0))) {
                List<ProviderHandle> handles = new ArrayList<>(other.handles());
                handles.addAll(backend.handles());
                known.set(i, new Candidate.Indexed(other.listed(), other.line(), List.copyOf(handles)));
                return;
            }
        }
        known.add(backend);
    }

    private void claim(String name, Candidate candidate) {
        byName.merge(name, List.of(candidate), (earlier, later) -> {
            List<Candidate> all = new ArrayList<>(earlier);
            all.addAll(later);
            return List.copyOf(all);
        });
    }

    boolean contains(String name) {
        return byName.containsKey(name);
    }

    SortedSet<String> names() {
        return names;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    /** {@return the one that the name stands for; empty if nobody claims it, or several do and no preference decides} */
    Optional<Candidate> chosen(String name) {
        List<Candidate> claimants = claimants(name);
        if (claimants.size() == 1) {
            return Optional.of(claimants.get(0));
        }
        String preferred = preferences.get(name);
        List<Candidate> matching = claimants.stream()
                .filter(candidate -> candidate.listed().implementationClass().equals(preferred))
                .toList();
        return matching.size() == 1 ? Optional.of(matching.get(0)) : Optional.empty();
    }

    List<Candidate> claimants(String name) {
        return byName.getOrDefault(name, List.of());
    }

    Optional<String> preference(String name) {
        return Optional.ofNullable(preferences.get(name));
    }

    /** {@return the backends of that name or alias which the policy keeps out} */
    List<Candidate.Indexed> denied(String name) {
        return worlds.stream()
                .flatMap(world -> world.denied().stream())
                .filter(candidate -> candidate.listed().isCalled(name))
                .sorted(Candidate.ORDER)
                .toList();
    }

    List<Conflict> conflicts() {
        Map<String, Conflict> conflicts = new TreeMap<>();
        byName.forEach((name, claimants) -> {
            if (claimants.size() > 1 && chosen(name).isEmpty()) {
                conflicts.put(name, new Conflict(name, descriptors(claimants)));
            }
        });
        return List.copyOf(conflicts.values());
    }

    /** {@return whether a discovery took place, even if it found nothing} */
    boolean isDiscovered() {
        return !worlds.isEmpty();
    }

    boolean hasIndexes() {
        return worlds.stream().anyMatch(world -> world.indexCount() > 0);
    }

    List<IndexProblem> problems() {
        return worlds.stream().flatMap(world -> world.problems().stream()).toList();
    }

    SortedSet<String> namesAndAliases() {
        return new TreeSet<>(byName.keySet());
    }

    static List<BackendDescriptor> descriptors(List<? extends Candidate> candidates) {
        return candidates.stream().map(Candidate::descriptor).toList();
    }
}
