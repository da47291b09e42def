package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.server.store.Refusal;
import dev.rendezvous.tcpstore.server.store.Session;
import dev.rendezvous.tcpstore.server.store.StoreEngine;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client: its socket, what it says and what it is answered. While it does not read its answers, nothing is read from it. For
 * the thread of the server.
 */
final class ServerConnection {

    private static final long NONE = -1;

    /** Of the least rate of a request, 16 KiB a second. */
    private static final long NANOS_PER_BYTE = 1_000_000_000L / (16 << 10);

    private final SocketChannel socket;
    private final SelectionKey key;
    private final SocketAddress peer;
    private final ServerTransport transport;
    private final Session session;
    private final ConnectionProtocol protocol;
    private @Nullable ByteBuffer unserved;
    private boolean isBlocked;
    /** When the present request, or the time before the first one, began, on the clock of the server. */
    private long started;

    private long requestsBefore = NONE;
    private long bytesSince;

    /**
     * Makes a connection of a socket.
     *
     * @param key the registration of the socket, which does not block
     * @param transport how bytes go over the socket
     * @param whenChanged called each time that {@link #send} has something to do
     */
    ServerConnection(
            SelectionKey key,
            SocketAddress peer,
            ServerTransport transport,
            ServerSettings settings,
            StoreEngine engine,
            SecretAttempts attempts,
            Consumer<ServerConnection> whenChanged) {
        this.socket = (SocketChannel) key.channel();
        this.key = key;
        this.peer = peer;
        this.transport = transport;
        this.session = new Session(settings.limits(), engine.memory(), () -> whenChanged.accept(this));
        this.protocol = new ConnectionProtocol(settings, engine, session, attempts.from(peer));
    }

    SocketAddress peer() {
        return peer;
    }

    Session session() {
        return session;
    }

    boolean isOpen() {
        return socket.isOpen();
    }

    /** {@return whether the client has begun something that it has not finished, although nothing hinders it} */
    boolean owesTheRest() {
        return unserved == null && !session.isFull() && (protocol.isAmidRequest() || transport.isAmidRecord());
    }

    /** {@return whether that is something before the first request: a TLS handshake, the greeting or the proof of the secret} */
    boolean isGreeting() {
        return !protocol.isGreeted() || transport.isHandshaking();
    }

    /**
     * {@return whether what the client has begun comes too slowly: below the least rate since it began, after the time that each
     * may take}
     *
     * @param now the time on the clock of the server
     * @param grace how many nanoseconds a request may take at any rate
     */
    boolean isTooSlow(long now, long grace) {
        if (requestsBefore != protocol.requests()) {
            requestsBefore = protocol.requests();
            started = now;
            bytesSince = 0;
        }
        return now - started - grace > bytesSince * NANOS_PER_BYTE;
    }

    /** The client owes nothing. What it begins next is measured anew. */
    void endMeasure() {
        requestsBefore = NONE;
    }

    /** {@return whether something has been read that could be served at once, and was not since others had their turn} */
    boolean isInLine() {
        return unserved != null && !session.isFull();
    }

    /**
     * Reads what has come, and serves one turn of it.
     *
     * @param room for what is read, shared by all connections
     * @return false if the client has closed its side
     */
    boolean read(ByteBuffer room) throws IOException, Refusal {
        int count = transport.read(room.clear());
        if (count > 0) {
            bytesSince += count;
            serve(room.flip());
        }
        updateInterest();
        return count >= 0;
    }

    /** Sends what the client has been answered, as far as it goes. */
    void send() throws IOException, Refusal {
        isBlocked = !transport.write(session.answers());
        if (session.refusal() != null) {
            throw session.refusal();
        }
        updateInterest();
    }

    /** Serves a further turn of what has been read. */
    void goOn() throws Refusal {
        if (unserved != null) {
            protocol.goOn(unserved);
            if (!unserved.hasRemaining() && !protocol.isDeferring()) {
                session.memory().drop(unserved.capacity());
                unserved = null;
            }
            updateInterest();
        }
    }

    /** Closes the socket; what was answered before is sent if the socket takes it at once. */
    void close() {
        try (SocketChannel closing = socket) {
            if (closing.isConnected()) {
                transport.end(session.answers());
            }
        } catch (IOException gone) {
            // The client has closed it before.
        }
    }

    private void serve(ByteBuffer bytes) throws Refusal {
        protocol.take(bytes);
        if (bytes.hasRemaining() || protocol.isDeferring()) {
            session.memory().take(bytes.remaining());
            unserved = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
        }
    }

    private void updateInterest() {
        int reading = unserved == null && !session.isFull() ? SelectionKey.OP_READ : 0;
        int writing = isBlocked || transport.hasUnsent() ? SelectionKey.OP_WRITE : 0;
        if (key.interestOps() != (reading | writing)) {
            key.interestOps(reading | writing);
        }
    }
}
