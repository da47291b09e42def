package dev.rendezvous.tcpstore.server;

/**
 * Why a connection has to be closed. The protocol has no error answer: a closed connection is all that its client sees, so the
 * message is for the log. It has no stack trace, since whoever can connect decides how many there are.
 */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message, null, false, false);
    }
}
