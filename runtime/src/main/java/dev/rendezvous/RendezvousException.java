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
     * @param message what happened, where, and how to fix it
     */
    public RendezvousException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what happened, where, and how to fix it
     * @param cause the cause
     */
    public RendezvousException(String message, Throwable cause) {
        super(message, cause);
    }
}
