package dev.rendezvous;

/**
 * The store or service behind the rendezvous cannot be reached, or was closed.
 *
 * @since 0.1
 */
public final class RendezvousConnectionException extends RendezvousException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what happened, to whom, and what mends it
     */
    public RendezvousConnectionException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what happened, to whom, and what mends it
     * @param cause what led to it
     */
    public RendezvousConnectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
