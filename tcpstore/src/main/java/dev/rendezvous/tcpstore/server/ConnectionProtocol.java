package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.server.store.Refusal;
import dev.rendezvous.tcpstore.server.store.Request;
import dev.rendezvous.tcpstore.server.store.ServerMessages;
import dev.rendezvous.tcpstore.server.store.Session;
import dev.rendezvous.tcpstore.server.store.StoreEngine;
import dev.rendezvous.tcpstore.wire.Operation;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one client says, from its first byte on: it finds out the dialect, then cuts the bytes into requests and has them served.
 * It knows no sockets. For the thread of the engine.
 */
final class ConnectionProtocol {

    /** Some tenths of a millisecond: the delay that a client which sends without a pause may cause to each other client. */
    private static final int REQUESTS_PER_TURN = 256;

    /** Few requests with long answers are a turn too. */
    private static final long ANSWER_BYTES_PER_TURN = 1 << 20;

    private static final byte[] HANDSHAKE = {0, (byte) 0xce, (byte) 0xf7, (byte) 0x85, 0x3c};

    private final ServerSettings settings;
    private final StoreEngine engine;
    private final Session session;
    private int handshakeBytes;
    private long served;
    /** A client asks for a long list with a single byte, so that many clients could hold up all others for seconds. */
    private @Nullable Request deferred;

    private @Nullable RequestParser parser;
    /** Null when there is no secret, or when the client has shown that it knows it. */
    private @Nullable SecretCheck secretCheck;

    /**
     * Makes the protocol of a connection that has said nothing yet.
     *
     * @param attempts the wrong proofs of the secret from the address of the client
     */
    ConnectionProtocol(
            ServerSettings settings, StoreEngine engine, Session session, SecretAttempts.FromOneAddress attempts) {
        this.settings = settings;
        this.engine = engine;
        this.session = session;
        this.secretCheck = settings.secret()
                .map(secret -> new SecretCheck(secret, attempts))
                .orElse(null);
    }

    /**
     * Serves what has come, as much as is one turn among many clients. Bytes are left over when it is the turn of others, or when
     * the client has to read its answers first.
     *
     * @throws Refusal if the connection has to be closed; requests before the bad one were served
     */
    void take(ByteBuffer in) throws Refusal {
        if (parser == null) {
            open(in);
        }
        if (parser != null && knowsSecret(in)) {
            serve(parser, in);
        }
    }

    /** {@return whether a request has been read that takes long, and that is served by {@link #goOn} only} */
    boolean isDeferring() {
        return deferred != null;
    }

    /** Serves the deferred request, if there is one, and then what has come, as {@link #take} does. */
    void goOn(ByteBuffer in) throws Refusal {
        Request request = deferred;
        if (request != null) {
            deferred = null;
            serve(request);
        }
        if (!session.isFull()) {
            take(in);
        }
    }

    /** {@return how many requests have come in full} */
    long requests() {
        return served;
    }

    /** {@return whether the client has said all that comes before its first request} */
    boolean isGreeted() {
        return parser != null && secretCheck == null;
    }

    /** {@return whether the client owes the rest of something that it has begun, or a proof} */
    boolean isAmidRequest() {
        if (secretCheck != null) {
            return true;
        }
        return parser == null ? handshakeBytes > 0 : parser.isAmidRequest();
    }

    private boolean knowsSecret(ByteBuffer in) throws Refusal {
        if (secretCheck != null && secretCheck.take(in, session.answers())) {
            secretCheck = null;
        }
        return secretCheck == null;
    }

    private void serve(RequestParser requests, ByteBuffer in) throws Refusal {
        long mostPending = session.answers().pending() + ANSWER_BYTES_PER_TURN;
        for (int i = 0;
                i < REQUESTS_PER_TURN && !session.isFull() && session.answers().pending() < mostPending;
                i++) {
            Request request = requests.next(in);
            if (request == null) {
                return;
            }
            if (request instanceof Request.ListKeys && engine.isListLong()) {
                deferred = request;
                return;
            }
            serve(request);
        }
    }

    private void serve(Request request) throws Refusal {
        served++;
        request.serve(engine, session);
    }

    /** In the older dialect the bytes of the handshake would begin a SET with a key of a gigabyte. */
    private void open(ByteBuffer in) throws Refusal {
        while (in.hasRemaining() && handshakeBytes < HANDSHAKE.length) {
            if (in.get(in.position()) != HANDSHAKE[handshakeBytes]) {
                openLegacy(in);
                return;
            }
            in.get();
            handshakeBytes++;
        }
        if (handshakeBytes == HANDSHAKE.length) {
            speak(Dialect.CURRENT);
        }
    }

    private void openLegacy(ByteBuffer in) throws Refusal {
        byte first = handshakeBytes > 0 ? HANDSHAKE[0] : in.get(in.position());
        if (secretCheck != null) {
            throw new Refusal(Refusal.Kind.AUTHENTICATION, ServerMessages.secretImpossible(first));
        }
        if (Operation.of(first, Dialect.LEGACY_1_13).isEmpty()) {
            throw new Refusal(Refusal.Kind.PROTOCOL, ServerMessages.noStoreClient(first));
        }
        speak(Dialect.LEGACY_1_13).next(ByteBuffer.wrap(HANDSHAKE, 0, handshakeBytes));
    }

    private RequestParser speak(Dialect dialect) {
        session.speak(dialect);
        parser = new RequestParser(dialect, settings.limits(), session.memory());
        return parser;
    }
}
