package dev.rendezvous;

/**
 * What is stored for the rendezvous is damaged or makes no sense.
 *
 * @since 0.1
 */
public final class RendezvousStateException extends RendezvousException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what happened, where, and how to fix it
     */
    public RendezvousStateException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what happened, where, and how to fix it
     * @param cause the cause
     */
    public RendezvousStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
