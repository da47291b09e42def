package dev.rendezvous.registry;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * No backend has the name that was asked for.
 *
 * @since 0.1
 */
public final class UnknownBackendException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** The name that was asked for. */
    private final String name;
    /** The names that are known. */
    private final String[] known;

    /** The name that was most likely meant. */
    private final @Nullable String nearest;

    UnknownBackendException(String message, String name, SortedSet<String> known, Optional<String> nearest) {
        super(message);
        this.name = name;
        this.known = known.toArray(String[]::new);
        this.nearest = nearest.orElse(null);
    }

    /** {@return the name that was asked for} */
    public String name() {
        return name;
    }

    /** {@return the names that are known, sorted} */
    public List<String> known() {
        return List.of(known);
    }

    /** {@return the name or alias that was most likely meant; empty if none is similar} */
    public Optional<String> nearest() {
        return Optional.ofNullable(nearest);
    }
}
