package dev.rendezvous;

/**
 * A rendezvous failed. Its children say how.
 *
 * @since 0.1
 */
public class RendezvousException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what happened, to whom, and what mends it
     */
    public RendezvousException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what happened, to whom, and what mends it
     * @param cause what led to it
     */
    public RendezvousException(String message, Throwable cause) {
        super(message, cause);
    }
}
