package dev.rendezvous.tcpstore.server.store;

/**
 * Why the server closes a connection. The protocol has no error response: the client sees a closed connection only, so the
 * message is for the log. It has no stack trace, because clients decide how many there are.
 */
public final class Refusal extends Exception {

    /** Refusals of one kind are reported loudly once a minute. */
    public enum Kind {
        PROTOCOL,
        LIMIT,
        MEMORY,
        STALLED,
        AUTHENTICATION,
        TLS,
        CONNECTIONS,
        DESCRIPTORS,
        INCOMPLETE
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public Refusal(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
