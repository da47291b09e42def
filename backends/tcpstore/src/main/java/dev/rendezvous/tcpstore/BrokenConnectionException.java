package dev.rendezvous.tcpstore;

/** A connection is of no more use. What that means for whoever used it depends on what was asked for, and what was sent. */
final class BrokenConnectionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean maybeDone;

    /**
     * Makes an exception.
     *
     * @param maybeDone whether the request that failed may have reached the server
     * @param cause what broke the connection
     */
    BrokenConnectionException(boolean maybeDone, Throwable cause) {
        super(cause.getMessage(), cause);
        this.maybeDone = maybeDone;
    }

    boolean isMaybeDone() {
        return maybeDone;
    }
}
