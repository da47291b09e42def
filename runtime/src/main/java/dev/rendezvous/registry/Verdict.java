package dev.rendezvous.registry;

import dev.rendezvous.spi.BackendDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a name stands for one of the backends that claim it, and why. Only a registry makes one.
 *
 * @since 0.1
 */
public final class Verdict {

    private final BackendDescriptor descriptor;
    private final int line;
    private final Kind kind;
    private final String reason;

    Verdict(BackendDescriptor descriptor, int line, Kind kind, String reason) {
        this.descriptor = descriptor;
        this.line = line;
        this.kind = kind;
        this.reason = reason;
    }

    /** {@return the backend, where it came from, and its options if its provider can be loaded} */
    public BackendDescriptor descriptor() {
        return descriptor;
    }

    /** {@return the line of its index, from 1; 0 for a factory that was registered by hand} */
    public int line() {
        return line;
    }

    /** {@return the verdict} */
    public Kind kind() {
        return kind;
    }

    /** {@return why, as one line without a final full stop} */
    public String reason() {
        return reason;
    }

    @Override
    @SuppressWarnings("exports") // Applications compile without the annotation.
    public boolean equals(@Nullable Object other) {
        return other instanceof Verdict that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    /** {@return the verdict as one line of text for people: {@code chosen}, or the verdict with its reason} */
    @Override
    public String toString() {
        return switch (kind) {
            case CHOSEN -> "chosen";
            case NOT_LOADABLE -> "chosen, but cannot be loaded: " + reason;
            case NOT_PREFERRED, AMBIGUOUS -> "not chosen: " + reason;
            case DENIED -> reason;
        };
    }

    private List<Object> parts() {
        return List.of(descriptor, line, kind, reason);
    }

    /**
     * What a verdict can be.
     *
     * @since 0.1
     */
    public enum Kind {
        /** The name stands for this backend, and its provider can be loaded. */
        CHOSEN,
        /** The name stands for this backend, but its provider cannot be loaded. */
        NOT_LOADABLE,
        /** The application prefers another backend. */
        NOT_PREFERRED,
        /** Several backends claim the name, and no preference singles out one of them. */
        AMBIGUOUS,
        /** The policy of the registry does not let it in. */
        DENIED
    }
}
