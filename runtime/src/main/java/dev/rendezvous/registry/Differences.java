package dev.rendezvous.registry;

import dev.rendezvous.spi.BackendDescriptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What changed from one snapshot to the next. Every list has the order of the candidates. */
final class Differences {

    private final Map<Key, List<BackendDescriptor>> before;
    private final Map<Key, List<BackendDescriptor>> after;
    private final List<BackendDescriptor> added = new ArrayList<>();
    private final List<BackendDescriptor> removed = new ArrayList<>();
    private final List<BackendDescriptor> changed = new ArrayList<>();

    private Differences(Snapshot before, Snapshot after) {
        this.before = byKey(before);
        this.after = byKey(after);
    }

    static Discovery between(Snapshot before, Snapshot after, List<IndexProblem> problems) {
        if (before.candidates().isEmpty()) {
            return new Discovery(after.backends(), List.of(), List.of(), after.conflicts(), problems);
        }
        Differences differences = new Differences(before, after);
        after.candidates()
                .forEach(candidate -> differences.addNew(candidate.listed().descriptor()));
        before.candidates()
                .forEach(candidate -> differences.addOld(candidate.listed().descriptor()));
        return new Discovery(differences.added, differences.removed, differences.changed, after.conflicts(), problems);
    }

    private void addNew(BackendDescriptor now) {
        Key key = Key.of(now);
        List<BackendDescriptor> old = before.getOrDefault(key, List.of());
        if (old.contains(now)) {
            return;
        }
        (isOneAndTheSame(key) ? changed : added).add(now);
    }

    private void addOld(BackendDescriptor old) {
        Key key = Key.of(old);
        if (!isOneAndTheSame(key) && !after.getOrDefault(key, List.of()).contains(old)) {
            removed.add(old);
        }
    }

    /** {@return whether one backend had the key before and one has it now} */
    private boolean isOneAndTheSame(Key key) {
        return before.getOrDefault(key, List.of()).size() == 1
                && after.getOrDefault(key, List.of()).size() == 1;
    }

    private static Map<Key, List<BackendDescriptor>> byKey(Snapshot snapshot) {
        Map<Key, List<BackendDescriptor>> byKey = new HashMap<>();
        for (Candidate candidate : snapshot.candidates()) {
            BackendDescriptor listed = candidate.listed().descriptor();
            byKey.computeIfAbsent(Key.of(listed), key -> new ArrayList<>(1)).add(listed);
        }
        return byKey;
    }

    /** What makes a backend the same one before and after. */
    private record Key(String name, String type) {

        static Key of(BackendDescriptor listed) {
            return new Key(
                    listed.name(),
                    listed.providerClass().isEmpty() ? listed.implementationClass() : listed.providerClass());
        }
    }
}
