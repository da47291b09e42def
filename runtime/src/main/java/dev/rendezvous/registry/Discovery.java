package dev.rendezvous.registry;

import dev.rendezvous.spi.BackendDescriptor;
import java.util.List;

/**
 * What a discovery changed and found. Every list is sorted, so that the order of the class path does not show.
 *
 * @param added backends that are new in the registry
 * @param removed backends that are no longer there
 * @param changed backends, as they are now, whose description, aliases, implementation or origin is another than before
 * @param conflicts all names that several backends claim and no preference settles, also those of earlier discoveries
 * @param problems what could not be used of the indexes that this discovery read
 * @since 0.1
 */
public record Discovery(
        List<BackendDescriptor> added,
        List<BackendDescriptor> removed,
        List<BackendDescriptor> changed,
        List<Conflict> conflicts,
        List<IndexProblem> problems) {

    /**
     * Copies the lists.
     *
     * @param added see the record
     * @param removed see the record
     * @param changed see the record
     * @param conflicts see the record
     * @param problems see the record
     */
    public Discovery {
        added = LazyDescriptors.copyOf(added);
        removed = LazyDescriptors.copyOf(removed);
        changed = LazyDescriptors.copyOf(changed);
        conflicts = List.copyOf(conflicts);
        problems = List.copyOf(problems);
    }
}
