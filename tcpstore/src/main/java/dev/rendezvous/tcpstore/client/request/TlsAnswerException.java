package dev.rendezvous.tcpstore.client.request;

import java.net.ProtocolException;

/** The server answered plain text with a record of TLS. */
public final class TlsAnswerException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    TlsAnswerException() {
        super("it answers with TLS");
    }
}
