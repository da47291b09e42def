package dev.rendezvous.registry;

import dev.rendezvous.spi.BackendDescriptor;
import java.util.List;

/**
 * A name or alias that several backends claim. None of them is taken until {@link RendezvousRegistry#prefer} settles it.
 *
 * @param name the name or alias
 * @param candidates those who claim it, at least two, in an order that does not depend on the class path
 * @since 0.1
 */
public record Conflict(String name, List<BackendDescriptor> candidates) {

    /**
     * Copies the list.
     *
     * @param name see the record
     * @param candidates see the record
     */
    public Conflict {
        candidates = List.copyOf(candidates);
    }
}
