package dev.rendezvous.etcd.transport;

import java.io.IOException;

/** There is no connection, so that the request was not sent. */
final class NotConnectedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final IOException reason;

    NotConnectedException(IOException reason) {
        super(reason);
        this.reason = reason;
    }

    IOException reason() {
        return reason;
    }
}
