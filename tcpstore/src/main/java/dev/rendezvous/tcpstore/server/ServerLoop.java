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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

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

    /** How much memory the end of a connection releases. */
    private record Holder(ServerConnection connection, long share) {
        static Holder of(ServerConnection connection) {
            return new Holder(connection, connection.session().share());
        }
    }

    /** What a connection takes before it has said anything: socket, session, buffers; and with TLS its engine. */
    private static final int CONNECTION_BYTES = 2 << 10;

    private static final int TLS_CONNECTION_BYTES = 64 << 10;

    /** A new connection disconnects another one only if that holds much. */
    private static final int MUCH = 64 << 10;

    /** So many failures in a row, which take ten seconds, and the server ends. */
    private static final int MAX_FAILURES = 1000;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final int BUFFER_BYTES = 1 << 16;

    private final Selector selector;
    private final Acceptor acceptor;
    private final ServerSettings settings;
    private final StoreEngine engine;
    private final Set<ServerConnection> connections = new HashSet<>();
    private final ArrayDeque<ServerConnection> changed = new ArrayDeque<>();
    /** Those of whom something is read and not served, each once, in the order of their next turns. */
    private final LinkedHashSet<ServerConnection> inLine = new LinkedHashSet<>();

    /** The time between two pieces of a request. */
    private final StallTimer<ServerConnection> stalls;

    /** The time for all that comes before the first request. */
    private final StallTimer<ServerConnection> greetings;

    private final LongSupplier nanoClock;
    private final RefusalLog log;
    private final SecretAttempts attempts;
    private final int connectionBytes;
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
        this.selector = selector;
        this.nanoClock = nanoClock;
        this.log = new RefusalLog(nanoClock);
        this.attempts = new SecretAttempts(nanoClock);
        this.acceptor =
                new Acceptor(listener, selector, settings.limits().maxConnections(), nanoClock, log, this::admit);
        this.settings = settings;
        this.engine = new StoreEngine(settings.limits(), nanoClock);
        this.stalls = new StallTimer<>(settings.stallTimeout(), nanoClock);
        this.greetings = new StallTimer<>(settings.stallTimeout(), nanoClock);
        this.connectionBytes = settings.tls().isPresent() ? TLS_CONNECTION_BYTES : CONNECTION_BYTES;
        engine.memory().whenFull(this::makeRoom);
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
            int failures = 0;
            while (!isStopping && failures < MAX_FAILURES) {
                failures = takeTurn() ? 0 : failures + 1;
            }
            if (!isStopping) {
                log.write(Level.ERROR, ServerMessages.stopped(), null);
            }
        } finally {
            closeAll();
        }
    }

    /** {@return whether all went well} No failure of the selector or the log ends the server, and neither does a full heap. */
    private boolean takeTurn() {
        try {
            lookAtSocketsAndGoOn();
            engine.cells().service().takeTurn();
            Duration limit = settings.stallTimeout();
            stalls.expire(late -> drop(late, new Refusal(Refusal.Kind.STALLED, ServerMessages.stalled(limit))));
            greetings.expire(
                    late -> drop(late, new Refusal(Refusal.Kind.STALLED, ServerMessages.greetingTooLong(limit))));
            acceptor.endPause();
            sendChanged();
            log.keepReserve();
            return true;
        } catch (IOException | RuntimeException | Error e) {
            survive(e);
            return false;
        }
    }

    private void survive(Throwable failure) {
        try {
            if (failure instanceof OutOfMemoryError) {
                relieve();
            }
            log.write(Level.WARNING, ServerMessages.survived(), failure);
        } catch (RuntimeException | Error e) {
            // There was not even memory for that; the next turn tries again.
        }
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    /** The heap is full though the budget is not: the client that holds the most goes, and the reserve for the log. */
    private void relieve() {
        log.spendReserve();
        greediestFirst().stream().findFirst().filter(most -> most.share() > 0).ifPresent(this::dropForMemory);
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
        long clients = Math.min(Math.min(stalls.nanosLeft(), greetings.nanosLeft()), acceptor.nanosLeft());
        long nanos = Math.min(clients, engine.cells().service().nanosLeft());
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

    /** After sending, so that only clients that do not read are disconnected. */
    private void freeMemory() {
        if (engine.memory().isOver()) {
            // Looked at once, and not again for each that is closed: there may be thousands.
            for (Holder next : greediestFirst()) {
                if (!engine.memory().isOver()) {
                    return;
                }
                dropForMemory(next);
            }
        }
    }

    /** Disconnects clients that hold at least as much as this one will, as long as there is not enough memory for it. */
    private boolean makeRoom(long bytes, ClientMemory client) {
        long own = bytes;
        long most = 0;
        for (ServerConnection next : connections) {
            long share = next.session().share();
            if (next.session().memory() == client) {
                own += share;
            } else {
                most = Math.max(most, share);
            }
        }
        // In an attack by thousands of clients, most are refused here, which must cost little.
        return most >= own && makeRoom(bytes, own, client, greediestFirst());
    }

    private boolean makeRoom(long bytes, long least, @Nullable ClientMemory client, List<Holder> greediestFirst) {
        long wanted = bytes + engine.memory().margin();
        for (Holder next : greediestFirst) {
            if (engine.memory().hasRoom(wanted) || next.share() < least) {
                break;
            }
            if (next.connection().session().memory() != client) {
                dropForMemory(next);
            }
        }
        return engine.memory().hasRoom(bytes);
    }

    private List<Holder> greediestFirst() {
        return connections.stream()
                .map(Holder::of)
                .sorted(Comparator.comparingLong(Holder::share).reversed())
                .toList();
    }

    private void dropForMemory(Holder most) {
        MemoryBudget memory = engine.memory();
        drop(
                most.connection(),
                new Refusal(
                        Refusal.Kind.MEMORY,
                        ServerMessages.holdsMost(
                                most.share(), memory.held(), settings.limits().maxMemoryBytes())));
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
        } catch (SSLException e) {
            drop(connection, new Refusal(Refusal.Kind.TLS, ServerMessages.tlsFailed(e)));
        } catch (IOException e) {
            drop(connection, new Refusal(Refusal.Kind.INCOMPLETE, e.toString()));
        } catch (OutOfMemoryError e) {
            // First, since only that gives back the memory that it takes to say so.
            close(connection);
            relieve();
            log.write(Level.WARNING, ServerMessages.outOfMemory(connection.peer()), e);
        } catch (RuntimeException | Error e) {
            close(connection);
            log.write(Level.WARNING, ServerMessages.brokenEngine(connection.peer()), e);
        }
    }

    private void awaitTheRest(ServerConnection connection) throws Refusal {
        if (!connection.owesTheRest()) {
            stalls.forget(connection);
            greetings.forget(connection);
            connection.endMeasure();
        } else if (connection.isGreeting()) {
            greetings.awaitOnce(connection);
        } else {
            greetings.forget(connection);
            stalls.await(connection);
            if (connection.isTooSlow(
                    nanoClock.getAsLong(), settings.stallTimeout().toNanos())) {
                throw new Refusal(Refusal.Kind.STALLED, ServerMessages.tooSlow(settings.stallTimeout()));
            }
        }
    }

    private void end(ServerConnection connection) {
        if (connection.owesTheRest()) {
            drop(connection, new Refusal(Refusal.Kind.INCOMPLETE, ServerMessages.endedAmidRequest()));
        } else {
            close(connection);
        }
    }

    private void drop(ServerConnection connection, Refusal reason) {
        close(connection);
        log.refused(connection.peer(), reason);
    }

    private void close(ServerConnection connection) {
        if (!connections.remove(connection)) {
            return;
        }
        connectionCount = connections.size();
        inLine.remove(connection);
        stalls.forget(connection);
        greetings.forget(connection);
        engine.memory().hold(-connectionBytes);
        try {
            connection.close();
        } finally {
            engine.leave(connection.session());
        }
    }

    private void admit(SocketChannel socket) throws IOException, Refusal {
        if (!engine.memory().hasRoom(connectionBytes) && !makeRoom(connectionBytes, MUCH, null, greediestFirst())) {
            throw new Refusal(
                    Refusal.Kind.MEMORY,
                    ServerMessages.noRoomToConnect(
                            engine.memory().held(), settings.limits().maxMemoryBytes()));
        }
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        SelectionKey key = socket.register(selector, SelectionKey.OP_READ);
        ServerConnection connection = new ServerConnection(
                key, socket.getRemoteAddress(), transport(socket), settings, engine, attempts, changed::add);
        key.attach(connection);
        connections.add(connection);
        engine.memory().hold(connectionBytes);
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
        acceptor.close();
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
            RefusalLog.LOGGER.log(Level.DEBUG, ServerMessages.notClosed(), e);
        }
    }
}
