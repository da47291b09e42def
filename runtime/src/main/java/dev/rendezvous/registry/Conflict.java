package dev.rendezvous.registry;

import dev.rendezvous.spi.BackendDescriptor;
import java.util.List;

/**
 * A name or alias that several backends claim. The registry uses none of them until {@link RendezvousRegistry#prefer} settles
 * the conflict. Only a registry makes one; two are equal if the name and the candidates are.
 *
 * @since 0.1
 */
public sealed interface Conflict permits Results.ConflictResult {

    /** {@return the name or alias} */
    String name();

    /** {@return the backends that claim it, at least two, in an order that does not depend on the class path} */
    List<BackendDescriptor> candidates();
}
