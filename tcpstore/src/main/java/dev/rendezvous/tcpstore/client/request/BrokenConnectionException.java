package dev.rendezvous.tcpstore.client.request;

/** A connection cannot be used any more. What that means for a call depends on its request and on whether it was sent. */
public final class BrokenConnectionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean maybeDone;
    private final long mark;

    public BrokenConnectionException(boolean maybeDone, Throwable cause) {
        this(maybeDone, 0, cause);
    }

    /**
     * Makes an exception.
     *
     * @param maybeDone whether the request that failed may have reached the server
     * @param mark the number of the last request before it that has no answer
     * @param cause what broke the connection
     */
    public BrokenConnectionException(boolean maybeDone, long mark, Throwable cause) {
        super(cause.getMessage(), cause);
        this.maybeDone = maybeDone;
        this.mark = mark;
    }

    public boolean isMaybeDone() {
        return maybeDone;
    }

    public long mark() {
        return mark;
    }
}
