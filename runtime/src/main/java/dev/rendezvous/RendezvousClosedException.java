package dev.rendezvous;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The run is closed for all nodes and for good.
 *
 * @since 0.1
 */
public final class RendezvousClosedException extends RendezvousException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String by;
    private final @Nullable String why;

    /**
     * Makes an exception that does not know which node closed the run.
     *
     * @param message which run is closed, and how to fix it
     */
    public RendezvousClosedException(String message) {
        super(message);
        this.by = null;
        this.why = null;
    }

    /**
     * Makes an exception with a cause that does not know which node closed the run.
     *
     * @param message which run is closed, and how to fix it
     * @param cause the cause
     */
    public RendezvousClosedException(String message, Throwable cause) {
        super(message, cause);
        this.by = null;
        this.why = null;
    }

    /**
     * Makes an exception that knows which node closed the run.
     *
     * @param message which run is closed, and how to fix it
     * @param by the node that closed it
     * @param why the reason that it gave
     */
    public RendezvousClosedException(String message, String by, String why) {
        super(message);
        this.by = by;
        this.why = why;
    }

    /** {@return the node that closed the run; empty where the backend does not know it} */
    public Optional<String> by() {
        return Optional.ofNullable(by);
    }

    /** {@return the reason that the node gave; empty where the backend does not know it} */
    public Optional<String> why() {
        return Optional.ofNullable(why);
    }
}
