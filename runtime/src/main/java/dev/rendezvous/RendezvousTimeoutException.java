package dev.rendezvous;

import java.util.Collection;
import java.util.List;

/**
 * Nodes, or keys of a store, did not come in time.
 *
 * @since 0.1
 */
public final class RendezvousTimeoutException extends RendezvousException {

    private static final long serialVersionUID = 1L;

    /** An array, since a list need not be serializable. */
    private final String[] missing;

    /**
     * Makes an exception that does not know what is missing.
     *
     * @param message what did not come, where, and how to fix it
     */
    public RendezvousTimeoutException(String message) {
        this(message, List.of());
    }

    /**
     * Makes an exception.
     *
     * @param message what did not come, where, and how to fix it
     * @param missing the keys or nodes that did not come
     */
    public RendezvousTimeoutException(String message, Collection<String> missing) {
        super(message);
        this.missing = missing.toArray(String[]::new);
    }

    /**
     * Makes an exception with a cause that does not know what is missing.
     *
     * @param message what did not come, where, and how to fix it
     * @param cause the cause
     */
    public RendezvousTimeoutException(String message, Throwable cause) {
        super(message, cause);
        this.missing = new String[0];
    }

    /** {@return the keys or nodes that did not come, as far as they are known; unmodifiable, may be empty} */
    public List<String> missing() {
        return List.of(missing);
    }
}
