package dev.rendezvous;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * No backend has the name that was asked for.
 *
 * @since 0.1
 */
public final class UnknownBackendException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient String name;
    private final transient List<String> known;
    private final transient Optional<String> nearest;

    UnknownBackendException(String message, String name, SortedSet<String> known, Optional<String> nearest) {
        super(message);
        this.name = name;
        this.known = List.copyOf(known);
        this.nearest = nearest;
    }

    /** {@return the name that was asked for} */
    public String name() {
        return name;
    }

    /** {@return the names that are known, sorted} */
    public List<String> known() {
        return known;
    }

    /** {@return the name or alias that was most likely meant; empty if none comes near} */
    public Optional<String> nearest() {
        return nearest;
    }
}
