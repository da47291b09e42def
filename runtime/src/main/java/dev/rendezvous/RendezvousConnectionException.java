package dev.rendezvous;

/**
 * The store or service behind the rendezvous cannot be reached.
 *
 * @since 0.1
 */
public final class RendezvousConnectionException extends RendezvousException {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    /**
     * What is known of the update that failed.
     *
     * @since 0.1
     */
    public enum Outcome {
        /** The update was not sent, so it has not been done and will not be done. */
        NOT_SENT,
        /** The update was sent and not confirmed: it may have been done, or may still be done. */
        UNKNOWN,
        /** The call that failed changes nothing. */
        NOT_APPLICABLE
    }

    /**
     * Makes an exception for a call that changes nothing.
     *
     * @param message what happened, where, and how to fix it
     */
    public RendezvousConnectionException(String message) {
        this(message, Outcome.NOT_APPLICABLE);
    }

    /**
     * Makes an exception with a cause, for a call that changes nothing.
     *
     * @param message what happened, where, and how to fix it
     * @param cause the cause
     */
    public RendezvousConnectionException(String message, Throwable cause) {
        this(message, Outcome.NOT_APPLICABLE, cause);
    }

    /**
     * Makes an exception.
     *
     * @param message what happened, where, and how to fix it
     * @param outcome what is known of the update
     */
    public RendezvousConnectionException(String message, Outcome outcome) {
        super(message);
        this.outcome = outcome;
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what happened, where, and how to fix it
     * @param outcome what is known of the update
     * @param cause the cause
     */
    public RendezvousConnectionException(String message, Outcome outcome, Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    /** {@return what is known of the update that failed} A caller must not blindly repeat an update whose outcome is unknown. */
    public Outcome outcome() {
        return outcome;
    }
}
