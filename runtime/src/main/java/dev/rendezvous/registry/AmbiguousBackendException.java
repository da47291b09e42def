package dev.rendezvous.registry;

import dev.rendezvous.spi.BackendDescriptor;
import java.util.List;

/**
 * Several backends claim the name that was asked for, and no preference says which is meant.
 *
 * @since 0.1
 */
public final class AmbiguousBackendException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** The name that was asked for. */
    private final String name;

    private final transient List<BackendDescriptor> candidates;

    AmbiguousBackendException(String message, String name, List<BackendDescriptor> candidates) {
        super(message);
        this.name = name;
        this.candidates = List.copyOf(candidates);
    }

    /** {@return the name or alias that was asked for} */
    public String name() {
        return name;
    }

    /** {@return the backends that claim it; empty in an exception that was serialised, because descriptors are not serialisable} */
    public List<BackendDescriptor> candidates() {
        return candidates == null ? List.of() : candidates;
    }
}
