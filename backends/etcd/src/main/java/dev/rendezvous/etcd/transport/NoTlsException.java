package dev.rendezvous.etcd.transport;

import java.io.IOException;
import javax.net.ssl.SSLException;

/** The server speaks HTTP without TLS. */
final class NoTlsException extends SSLException {

    private static final long serialVersionUID = 1L;

    NoTlsException(IOException cause) {
        super("the server speaks HTTP without TLS", cause);
    }
}
