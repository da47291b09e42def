package dev.rendezvous.tcpstore.client.transport;

/** Another thread has just taken the connection for itself: an everyday event, which ends with another connection. */
public final class LeasedException extends Exception {

    private static final long serialVersionUID = 1L;

    LeasedException() {
        super("the connection is leased", null, false, false);
    }
}
