package dev.rendezvous.registry;

import dev.rendezvous.spi.BackendDescriptor;
import java.util.List;
import java.util.Optional;

/**
 * Which backend a name stands for, and why. Only a registry makes one; two are equal if all their parts are.
 *
 * @since 0.1
 */
public sealed interface Explanation permits Results.ExplanationResult {

    /** {@return the name or alias that was asked about} */
    String name();

    /** {@return the backend that the name stands for; empty if no backend or more than one claims it} */
    Optional<BackendDescriptor> chosen();

    /** {@return one verdict for each backend that claims the name; those that the policy denies are the last} */
    List<Verdict> candidates();
}
