package dev.rendezvous.etcd.transport;

import java.io.IOException;

/** An answer is longer than what is read. */
final class TooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    TooLongException(int limit) {
        super("the answer has more than " + limit + " bytes");
    }
}
