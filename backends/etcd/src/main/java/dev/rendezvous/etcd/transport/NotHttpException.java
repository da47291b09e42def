package dev.rendezvous.etcd.transport;

import java.io.IOException;

/** The server answers with something that is not HTTP, or is too long for it. */
final class NotHttpException extends IOException {

    private static final long serialVersionUID = 1L;

    NotHttpException() {
        super("the server does not speak HTTP/1.1");
    }
}
