package dev.rendezvous.registry;

import dev.rendezvous.spi.BackendDescriptor;
import java.util.List;

/**
 * What a discovery changed and found. Every list is immutable and sorted, so that it does not show the order of the class path.
 * Only a registry makes one; two are equal if all their lists are.
 *
 * @since 0.1
 */
public sealed interface Discovery permits Results.DiscoveryResult {

    /** {@return the backends that are new in the registry} */
    List<BackendDescriptor> added();

    /** {@return the backends that are no longer in the registry} */
    List<BackendDescriptor> removed();

    /** {@return the backends, as they are now, whose description, aliases, implementation class or origin has changed} */
    List<BackendDescriptor> changed();

    /** {@return all names that several backends claim and no preference settles, including those of earlier discoveries} */
    List<Conflict> conflicts();

    /** {@return the lines and files that this discovery could not use} */
    List<IndexProblem> problems();
}
