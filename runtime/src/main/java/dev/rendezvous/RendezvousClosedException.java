package dev.rendezvous;

/**
 * The rendezvous of this run is closed for good.
 *
 * @since 0.1
 */
public final class RendezvousClosedException extends RendezvousException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what happened, to whom, and what mends it
     */
    public RendezvousClosedException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what happened, to whom, and what mends it
     * @param cause what led to it
     */
    public RendezvousClosedException(String message, Throwable cause) {
        super(message, cause);
    }
}
