package dev.rendezvous;

/**
 * Other nodes, or a key, did not come in time.
 *
 * @since 0.1
 */
public final class RendezvousTimeoutException extends RendezvousException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what happened, to whom, and what mends it
     */
    public RendezvousTimeoutException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what happened, to whom, and what mends it
     * @param cause what led to it
     */
    public RendezvousTimeoutException(String message, Throwable cause) {
        super(message, cause);
    }
}
