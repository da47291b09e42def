package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.server.store.Refusal;
import dev.rendezvous.tcpstore.server.store.StoreEngine;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;

/** Makes connections of accepted sockets. For the thread of the server. */
final class Admission {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Selector selector;
    private final ServerSettings settings;
    private final StoreEngine engine;
    private final OpenConnections connections;
    private final MemoryRelief relief;
    private final StallWatch stalls;
    private final SecretAttempts attempts;
    private final Consumer<ServerConnection> whenChanged;
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(BUFFER_BYTES);

    /**
     * Admits clients.
     *
     * @param whenChanged is called each time that a connection has something to send
     */
    Admission(
            Selector selector,
            ServerSettings settings,
            StoreEngine engine,
            OpenConnections connections,
            MemoryRelief relief,
            StallWatch stalls,
            SecretAttempts attempts,
            Consumer<ServerConnection> whenChanged) {
        this.selector = selector;
        this.settings = settings;
        this.engine = engine;
        this.connections = connections;
        this.relief = relief;
        this.stalls = stalls;
        this.attempts = attempts;
        this.whenChanged = whenChanged;
    }

    /**
     * Makes a connection of a socket.
     *
     * @throws Refusal if there is no memory for it
     */
    void admit(SocketChannel socket) throws IOException, Refusal {
        relief.makeRoomForConnection();
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        SelectionKey key = socket.register(selector, SelectionKey.OP_READ);
        ServerConnection connection = new ServerConnection(
                key, socket.getRemoteAddress(), transport(socket), settings, engine, attempts, whenChanged);
        key.attach(connection);
        connections.add(connection);
        stalls.update(connection);
    }

    private ServerTransport transport(SocketChannel socket) throws IOException {
        Optional<SSLEngine> tls = settings.newEngine();
        return tls.isPresent()
                ? new TlsServerTransport(socket, tls.get(), outgoing)
                : new PlainServerTransport(socket, outgoing);
    }
}
