package dev.rendezvous.registry;

import dev.rendezvous.spi.BackendDescriptor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which backend a name stands for, and why. Only a registry makes one.
 *
 * @since 0.1
 */
public final class Explanation {

    private final String name;
    private final Optional<BackendDescriptor> chosen;
    private final List<Verdict> candidates;

    Explanation(String name, Optional<BackendDescriptor> chosen, List<Verdict> candidates) {
        this.name = name;
        this.chosen = chosen;
        this.candidates = List.copyOf(candidates);
    }

    /** {@return the name or alias that was asked about} */
    public String name() {
        return name;
    }

    /** {@return the backend that the name stands for; empty if no backend or more than one claims it} */
    public Optional<BackendDescriptor> chosen() {
        return chosen;
    }

    /** {@return one verdict for each backend that claims the name; those that the policy denies are the last} */
    public List<Verdict> candidates() {
        return candidates;
    }

    @Override
    @SuppressWarnings("exports") // Applications compile without the annotation.
    public boolean equals(@Nullable Object other) {
        return other instanceof Explanation that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "Explanation[name=" + name + ", chosen=" + chosen + ", candidates=" + candidates + "]";
    }

    private List<Object> parts() {
        return List.of(name, chosen, candidates);
    }
}
