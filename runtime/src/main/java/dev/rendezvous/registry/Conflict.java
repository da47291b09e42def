package dev.rendezvous.registry;

import dev.rendezvous.spi.BackendDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name or alias that several backends claim. The registry uses none of them until {@link RendezvousRegistry#prefer} settles
 * the conflict. Only a registry makes one.
 *
 * @since 0.1
 */
public final class Conflict {

    private final String name;
    private final List<BackendDescriptor> candidates;

    Conflict(String name, List<BackendDescriptor> candidates) {
        this.name = name;
        this.candidates = List.copyOf(candidates);
    }

    /** {@return the name or alias} */
    public String name() {
        return name;
    }

    /** {@return the backends that claim it, at least two, in an order that does not depend on the class path} */
    public List<BackendDescriptor> candidates() {
        return candidates;
    }

    @Override
    @SuppressWarnings("exports") // Applications compile without the annotation.
    public boolean equals(@Nullable Object other) {
        return other instanceof Conflict that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "Conflict[name=" + name + ", candidates=" + candidates + "]";
    }

    private List<Object> parts() {
        return List.of(name, candidates);
    }
}
