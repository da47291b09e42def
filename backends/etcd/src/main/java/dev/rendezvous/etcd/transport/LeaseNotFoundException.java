package dev.rendezvous.etcd.transport;

/** The lease of a request does not exist, so the request has changed nothing. */
public final class LeaseNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LeaseNotFoundException(String message) {
        super(message);
    }
}
