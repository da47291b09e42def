package dev.rendezvous;

/**
 * Not a failure: it unwinds a spare node, which is no longer needed when the rendezvous closes.
 *
 * @since 0.1
 */
public final class RendezvousGracefulExitException extends RendezvousException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what happened, where, and how to fix it
     */
    public RendezvousGracefulExitException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what happened, where, and how to fix it
     * @param cause the cause
     */
    public RendezvousGracefulExitException(String message, Throwable cause) {
        super(message, cause);
    }
}
