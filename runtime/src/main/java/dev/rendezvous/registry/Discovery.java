package dev.rendezvous.registry;

import dev.rendezvous.spi.BackendDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a discovery changed and found. Every list is immutable and sorted, so that it does not show the order of the class path.
 * Only a registry makes one.
 *
 * @since 0.1
 */
public final class Discovery {

    private final List<BackendDescriptor> added;
    private final List<BackendDescriptor> removed;
    private final List<BackendDescriptor> changed;
    private final List<Conflict> conflicts;
    private final List<IndexProblem> problems;

    Discovery(
            List<BackendDescriptor> added,
            List<BackendDescriptor> removed,
            List<BackendDescriptor> changed,
            List<Conflict> conflicts,
            List<IndexProblem> problems) {
        this.added = LazyDescriptors.copyOf(added);
        this.removed = LazyDescriptors.copyOf(removed);
        this.changed = LazyDescriptors.copyOf(changed);
        this.conflicts = List.copyOf(conflicts);
        this.problems = Problems.copyOf(problems);
    }

    /** {@return the backends that are new in the registry} */
    public List<BackendDescriptor> added() {
        return added;
    }

    /** {@return the backends that are no longer in the registry} */
    public List<BackendDescriptor> removed() {
        return removed;
    }

    /** {@return the backends, as they are now, whose description, aliases, implementation class or origin has changed} */
    public List<BackendDescriptor> changed() {
        return changed;
    }

    /** {@return all names that several backends claim and no preference settles, including those of earlier discoveries} */
    public List<Conflict> conflicts() {
        return conflicts;
    }

    /** {@return the lines and files that this discovery could not use; the first call opens the files on the path of the
     *     class loader, to find those that are not jars} */
    public List<IndexProblem> problems() {
        return problems;
    }

    @Override
    @SuppressWarnings("exports") // Applications compile without the annotation.
    public boolean equals(@Nullable Object other) {
        return other instanceof Discovery that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "Discovery[added=" + added + ", removed=" + removed + ", changed=" + changed + ", conflicts=" + conflicts
                + ", problems=" + problems + "]";
    }

    private List<Object> parts() {
        return List.of(added, removed, changed, conflicts, problems);
    }
}
