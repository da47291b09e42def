package dev.rendezvous.tcpstore;

/** One attempt to connect failed. */
final class AttemptException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean last;

    private AttemptException(String message, Throwable cause, boolean last) {
        super(message, cause);
        this.last = last;
    }

    /** {@return a failure that may pass: a server that does not run yet, a network that is down} */
    static AttemptException passing(String message, Throwable cause) {
        return new AttemptException(message, cause, false);
    }

    /** {@return a failure that no further attempt mends} */
    static AttemptException lasting(String message, Throwable cause) {
        return new AttemptException(message, cause, true);
    }

    boolean isLast() {
        return last;
    }
}
