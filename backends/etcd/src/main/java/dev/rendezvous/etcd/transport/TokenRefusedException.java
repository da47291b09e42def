package dev.rendezvous.etcd.transport;

/** The token of the login is not valid any more, so the request has changed nothing. */
final class TokenRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TokenRefusedException(String message) {
        super(message);
    }
}
