package dev.rendezvous.cli.inspect.lock;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A backend that an index lists.
 *
 * @param name its name; empty for a provider that was written by hand and has no record, for which only loading it would tell
 * @param aliases its further names
 * @param implementation the binary name of its class; empty where the name is
 * @param provider the binary name of its provider
 * @param jar the jar that lists it, by the name of a {@link LockedJar}
 */
public record LockedBackend(String name, List<String> aliases, String implementation, String provider, String jar)
        implements Comparable<LockedBackend> {

    private static final Comparator<LockedBackend> ORDER = Comparator.comparing(LockedBackend::name)
            .thenComparing(LockedBackend::provider)
            .thenComparing(LockedBackend::jar)
            .thenComparing(LockedBackend::implementation)
            .thenComparing(backend -> String.join(",", backend.aliases));

    /** Copies the list. */
    public LockedBackend {
        aliases = List.copyOf(aliases);
    }

    /** {@return what it is called: its name, and where that is not known its provider} */
    public String label() {
        return name.isEmpty() ? provider : name;
    }

    /**
     * {@return what is otherwise in another one, such as {@code jar a.jar -> b.jar}}
     *
     * @param after what it has become
     */
    public String changesTo(LockedBackend after) {
        List<String> changes = new ArrayList<>();
        addChange("name", name, after.name, changes);
        addChange("aliases", String.join(",", aliases), String.join(",", after.aliases), changes);
        addChange("implementation", implementation, after.implementation, changes);
        addChange("provider", provider, after.provider, changes);
        addChange("jar", jar, after.jar, changes);
        return String.join(", ", changes);
    }

    private static void addChange(String field, String before, String after, List<String> changes) {
        if (!before.equals(after)) {
            changes.add(field + " " + shown(before) + " -> " + shown(after));
        }
    }

    private static String shown(String value) {
        return value.isEmpty() ? "none" : value;
    }

    @Override
    public int compareTo(LockedBackend other) {
        return ORDER.compare(this, other);
    }
}
