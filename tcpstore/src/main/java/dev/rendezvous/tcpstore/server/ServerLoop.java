package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.server.store.Refusal;
import dev.rendezvous.tcpstore.server.store.ServerMessages;
import dev.rendezvous.tcpstore.server.store.StoreEngine;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;

/**
 * The one thread of a server. It accepts, reads, serves and sends, and sleeps while there is nothing to do. A failure that one client
 * causes costs only its own connection. Clients are served round-robin in bounded batches.
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

    /** What a connection takes before it has said anything: socket, session, buffers; and with TLS its engine. */
    private static final int CONNECTION_BYTES = 2 << 10;

    private static final int TLS_CONNECTION_BYTES = 64 << 10;

    /** After this many failures in a row, which take ten seconds, the server ends. */
    private static final int MAX_FAILURES = 1000;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final int BUFFER_BYTES = 1 << 16;

    private final Selector selector;
    private final Acceptor acceptor;
    private final StoreEngine engine;
    private final OpenConnections connections;
    private final MemoryRelief relief;
    private final StallWatch stalls;
    private final WaitingLine<ServerConnection> line;
    private final ArrayDeque<ServerConnection> changed = new ArrayDeque<>();
    private final RefusalLog log;
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private volatile boolean isStopping;

    /**
     * Makes the loop of a listening socket, which it owns from now on, with the selector.
     *
     * @param listener bound, not blocking
     */
    ServerLoop(ServerSocketChannel listener, Selector selector, ServerSettings settings, LongSupplier nanoClock)
            throws IOException {
        this.selector = selector;
        this.log = new RefusalLog(nanoClock);
        this.engine = new StoreEngine(settings.limits(), nanoClock);
        this.stalls = new StallWatch(settings.stallTimeout(), nanoClock);
        this.line = new WaitingLine<>(nanoClock);
        int bytesOfEach = settings.tls().isPresent() ? TLS_CONNECTION_BYTES : CONNECTION_BYTES;
        this.connections = new OpenConnections(engine, stalls, log, bytesOfEach);
        this.relief = new MemoryRelief(engine.memory(), settings.limits().maxMemoryBytes(), connections);
        engine.memory().whenFull(relief);
        SecretAttempts attempts = new SecretAttempts(nanoClock);
        Admission admission =
                new Admission(selector, settings, engine, connections, relief, stalls, attempts, changed::add);
        this.acceptor = new Acceptor(listener, selector, settings.limits().maxConnections(), nanoClock, log, admission);
    }

    /** Ends {@link #run} soon. From any thread. */
    void stop() {
        isStopping = true;
        selector.wakeup();
    }

    /** {@return how many connections there are} From any thread. */
    int connections() {
        return connections.count();
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
            relief.beginTurn();
            // Connections that join the line meanwhile have had a turn.
            int waiting = line.size();
            serveSockets(waiting > 0);
            line.takeTurn(waiting, this::goOn);
            engine.cells().service().takeTurn();
            stalls.expire(connections::drop);
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
                relieveHeap();
            }
            log.write(Level.WARNING, ServerMessages.survived(), failure);
        } catch (RuntimeException | Error e) {
            // There was not even memory for that; the next turn tries again.
        }
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    private void relieveHeap() {
        log.spendReserve();
        relief.dropGreediest();
    }

    /** Serves each socket that is ready, and sleeps before unless other connections wait for their turn. */
    private void serveSockets(boolean isLineWaiting) throws IOException {
        if (isLineWaiting) {
            selector.selectNow(this::ready);
        } else {
            selector.select(this::ready, millisToSleep());
        }
    }

    private long millisToSleep() {
        long clients = Math.min(stalls.nanosLeft(), acceptor.nanosLeft());
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
            acceptor.accept(connections.count());
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
     * Sends until there is nothing to send. When a client is disconnected for its memory, an item that it was promised may go to the next
     * client, for which nothing else would wake the selector.
     */
    private void sendChanged() {
        do {
            sendEach();
            relief.freeMemory();
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

    private void attempt(ServerConnection connection, Step step) {
        try {
            if (!step.take()) {
                end(connection);
                return;
            }
            stalls.update(connection);
            if (connection.isInLine()) {
                line.add(connection);
            }
        } catch (Refusal reason) {
            connections.drop(connection, reason);
        } catch (SSLException e) {
            connections.drop(connection, new Refusal(Refusal.Kind.TLS, ServerMessages.tlsFailed(e)));
        } catch (IOException e) {
            connections.drop(connection, new Refusal(Refusal.Kind.INCOMPLETE, e.toString()));
        } catch (OutOfMemoryError e) {
            // First, since only that gives back the memory that it takes to say so.
            connections.close(connection);
            relieveHeap();
            log.write(Level.WARNING, ServerMessages.outOfMemory(connection.peer()), e);
        } catch (RuntimeException | Error e) {
            connections.close(connection);
            log.write(Level.WARNING, ServerMessages.brokenEngine(connection.peer()), e);
        }
    }

    private void end(ServerConnection connection) {
        if (connection.owesTheRest()) {
            connections.drop(connection, new Refusal(Refusal.Kind.INCOMPLETE, ServerMessages.endedAmidRequest()));
        } else {
            connections.close(connection);
        }
    }

    /** The system gives the port back when the selector, which holds it too, is closed. */
    private void closeAll() {
        acceptor.close();
        try {
            connections.closeAll();
        } finally {
            closeSelector();
        }
    }

    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException e) {
            RefusalLog.LOGGER.log(Level.DEBUG, ServerMessages.notClosed(), e);
        }
    }
}
