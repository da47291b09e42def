package dev.rendezvous.registry;

import dev.rendezvous.spi.BackendDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What changed from one snapshot to the next. */
final class Differences {

    private final List<BackendDescriptor> added = new ArrayList<>();
    private final List<BackendDescriptor> removed = new ArrayList<>();
    private final List<BackendDescriptor> changed = new ArrayList<>();

    private Differences(Snapshot before, Snapshot after) {
        compare(byKey(before), byKey(after));
    }

    static Discovery between(Snapshot before, Snapshot after, List<IndexProblem> problems) {
        if (before.candidates().isEmpty()) {
            return new Discovery(after.backends(), List.of(), List.of(), after.conflicts(), problems);
        }
        Differences differences = new Differences(before, after);
        return new Discovery(differences.added, differences.removed, differences.changed, after.conflicts(), problems);
    }

    private void compare(Map<Key, List<BackendDescriptor>> old, Map<Key, List<BackendDescriptor>> now) {
        now.forEach((key, descriptors) -> compare(old.getOrDefault(key, List.of()), descriptors));
        old.forEach((key, descriptors) -> {
            if (!now.containsKey(key)) {
                removed.addAll(descriptors);
            }
        });
        List.of(added, removed, changed).forEach(list -> list.sort(DescriptorOrder.INSTANCE));
    }

    private void compare(List<BackendDescriptor> old, List<BackendDescriptor> now) {
        if (old.size() == 1 && now.size() == 1) {
            if (!old.equals(now)) {
                changed.addAll(now);
            }
            return;
        }
        now.stream().filter(descriptor -> !old.contains(descriptor)).forEach(added::add);
        old.stream().filter(descriptor -> !now.contains(descriptor)).forEach(removed::add);
    }

    private static Map<Key, List<BackendDescriptor>> byKey(Snapshot snapshot) {
        Map<Key, List<BackendDescriptor>> byKey = new TreeMap<>();
        for (Candidate candidate : snapshot.candidates()) {
            BackendDescriptor listed = candidate.listed().descriptor();
            String type = listed.providerClass().isEmpty() ? listed.implementationClass() : listed.providerClass();
            byKey.computeIfAbsent(new Key(listed.name(), type), key -> new ArrayList<>(1))
                    .add(listed);
        }
        return byKey;
    }

    /** What makes a backend the same one before and after. */
    private record Key(String name, String type) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : type.compareTo(other.type);
        }
    }
}
