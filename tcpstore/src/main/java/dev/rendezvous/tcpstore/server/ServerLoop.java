package dev.rendezvous.tcpstore.server;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLEngine;

/**
 * The one thread of a server: it accepts, reads, serves and sends, and sleeps while there is nothing to do. What one client does
 * wrong costs only its own connection, and who asks for much is served turn by turn, so that the others wait for one turn of it and
 * no more.
 *
 * <p>It is plain NIO: measured, reading and serving a request takes a small part of what an answered one costs, and the rest are
 * the system calls that any library makes too.
 */
final class ServerLoop implements Runnable {

    /** Something that is done for one client. */
    private interface Step {
        /** {@return false if the client has closed its side} */
        boolean take() throws IOException, Refusal;
    }

    /** How much of the memory of all answers is whose. */
    private record Holder(ServerConnection connection, long share) {
        static Holder of(ServerConnection connection) {
            return new Holder(connection, connection.session().answers().share());
        }
    }

    static final System.Logger LOGGER = System.getLogger("dev.rendezvous.tcpstore");

    private static final int BUFFER_BYTES = 1 << 16;

    private final ServerSocketChannel listener;
    private final Selector selector;
    private final Acceptor acceptor;
    private final ServerSettings settings;
    private final StoreEngine engine;
    private final Set<ServerConnection> connections = new HashSet<>();
    private final ArrayDeque<ServerConnection> changed = new ArrayDeque<>();
    /** Those of whom something is read and not served, each once, in the order of their next turns. */
    private final LinkedHashSet<ServerConnection> inLine = new LinkedHashSet<>();

    private final StallTimer<ServerConnection> stalls;
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private volatile boolean isStopping;
    private volatile int connectionCount;

    /**
     * Makes the loop of a listening socket, which it owns from now on, with the selector.
     *
     * @param listener bound, not blocking
     */
    ServerLoop(ServerSocketChannel listener, Selector selector, ServerSettings settings, LongSupplier nanoClock)
            throws IOException {
        this.listener = listener;
        this.selector = selector;
        this.acceptor = new Acceptor(listener, selector, settings.limits().maxConnections(), nanoClock, this::admit);
        this.settings = settings;
        this.engine = new StoreEngine(settings.limits(), nanoClock);
        this.stalls = new StallTimer<>(settings.stallTimeout(), nanoClock);
    }

    /** Ends {@link #run} soon. From any thread. */
    void stop() {
        isStopping = true;
        selector.wakeup();
    }

    /** {@return how many connections there are} From any thread. */
    int connections() {
        return connectionCount;
    }

    @Override
    public void run() {
        try {
            while (!isStopping) {
                lookAtSocketsAndGoOn();
                engine.cells().service().takeTurn();
                stalls.expire(late -> drop(late, ServerMessages.stalled(settings.stallTimeout())));
                acceptor.endPause();
                sendChanged();
            }
        } catch (IOException | RuntimeException | Error e) {
            LOGGER.log(Level.ERROR, ServerMessages.stopped(), e);
        } finally {
            closeAll();
        }
    }

    /** Those who are in line now have one turn each, after those whose sockets have something. */
    private void lookAtSocketsAndGoOn() throws IOException {
        List<ServerConnection> next = List.copyOf(inLine);
        inLine.clear();
        if (next.isEmpty()) {
            selector.select(this::ready, millisToSleep());
        } else {
            selector.selectNow(this::ready);
            next.forEach(this::goOn);
        }
    }

    private long millisToSleep() {
        long cells = engine.cells().service().nanosLeft();
        long nanos = Math.min(Math.min(stalls.nanosLeft(), acceptor.nanosLeft()), cells);
        return nanos == Long.MAX_VALUE ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
    }

    private void ready(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        if (key.attachment() instanceof ServerConnection connection) {
            attempt(connection, () -> {
                if (key.isWritable()) {
                    connection.send();
                }
                return !key.isReadable() || connection.read(incoming);
            });
        } else {
            acceptor.accept(connections.size());
        }
        sendChanged();
    }

    private void goOn(ServerConnection connection) {
        if (connection.isOpen()) {
            attempt(connection, () -> {
                connection.goOn();
                return true;
            });
            sendChanged();
        }
    }

    /**
     * Sends until there is nothing to send. A client that is closed for the memory it takes may have been promised what goes to the
     * next one then, for whom nothing else would wake the selector.
     */
    private void sendChanged() {
        do {
            sendEach();
            freeMemory();
        } while (!changed.isEmpty());
    }

    private void sendEach() {
        for (ServerConnection next = changed.poll(); next != null; next = changed.poll()) {
            ServerConnection connection = next;
            if (connection.isOpen()) {
                attempt(connection, () -> {
                    connection.send();
                    return true;
                });
            }
        }
    }

    /** After sending, so that only those are closed who do not read. */
    private void freeMemory() {
        if (!engine.answerMemory().isOver()) {
            return;
        }
        // Looked at once, and not again for each that is closed: there may be thousands.
        List<Holder> greediestFirst = connections.stream()
                .map(Holder::of)
                .sorted(Comparator.comparingLong(Holder::share).reversed())
                .toList();
        for (Holder next : greediestFirst) {
            if (!engine.answerMemory().isOver()) {
                return;
            }
            drop(
                    next.connection(),
                    ServerMessages.answersFillMemory(
                            next.share(), engine.answerMemory().held()));
        }
    }

    private void attempt(ServerConnection connection, Step step) {
        try {
            if (!step.take()) {
                end(connection);
                return;
            }
            awaitTheRest(connection);
            if (connection.isInLine()) {
                inLine.add(connection);
            }
        } catch (Refusal reason) {
            drop(connection, reason);
        } catch (IOException e) {
            drop(connection, e);
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, ServerMessages.brokenEngine(connection.peer()), e);
            close(connection);
        } catch (OutOfMemoryError e) {
            // First, since only that gives back the memory that it takes to say so.
            close(connection);
            LOGGER.log(Level.WARNING, ServerMessages.outOfMemory(connection.peer()), e);
        }
    }

    private void awaitTheRest(ServerConnection connection) {
        if (connection.owesTheRest()) {
            stalls.await(connection);
        } else {
            stalls.forget(connection);
        }
    }

    private void end(ServerConnection connection) {
        if (connection.owesTheRest()) {
            drop(connection, ServerMessages.endedAmidRequest());
        } else {
            close(connection);
        }
    }

    private void drop(ServerConnection connection, Exception reason) {
        LOGGER.log(Level.DEBUG, () -> ServerMessages.closed(connection.peer(), reason));
        close(connection);
    }

    private void close(ServerConnection connection) {
        connections.remove(connection);
        connectionCount = connections.size();
        inLine.remove(connection);
        stalls.forget(connection);
        connection.close();
        engine.leave(connection.session());
    }

    private void admit(SocketChannel socket) throws IOException {
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        SelectionKey key = socket.register(selector, SelectionKey.OP_READ);
        ServerConnection connection =
                new ServerConnection(key, socket.getRemoteAddress(), transport(socket), settings, engine, changed::add);
        key.attach(connection);
        connections.add(connection);
        connectionCount = connections.size();
        awaitTheRest(connection);
    }

    private ServerTransport transport(SocketChannel socket) throws IOException {
        Optional<SSLEngine> tls = settings.newEngine();
        return tls.isPresent()
                ? new TlsServerTransport(socket, tls.get(), outgoing)
                : new PlainServerTransport(socket, outgoing);
    }

    /** The system gives the port back when the selector, which holds it too, is closed. */
    private void closeAll() {
        closeQuietly(listener);
        try {
            List.copyOf(connections).forEach(this::close);
        } finally {
            closeQuietly(selector);
        }
    }

    private static void closeQuietly(Closeable closing) {
        try {
            closing.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, ServerMessages.notClosed(), e);
        }
    }
}
