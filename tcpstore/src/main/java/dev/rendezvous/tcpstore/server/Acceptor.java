package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.server.store.Refusal;
import dev.rendezvous.tcpstore.server.store.ServerMessages;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Takes new connections from the listening socket, as many as the limit allows. For the thread of the server. */
final class Acceptor {

    private static final int ACCEPTS_PER_TURN = 256;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ServerSocketChannel listener;
    private final SelectionKey key;
    private final int maxConnections;
    private final Admission admission;
    /** Holds the key while the system gives us no more sockets: it would be ready all the time. */
    private final StallTimer<SelectionKey> pause;

    private final RefusalLog log;

    /** A descriptor that is given back when there are no others, so that the next client can be told so, and the log written. */
    private @Nullable Closeable reserve;

    /**
     * Makes the acceptor of a socket.
     *
     * @param listener bound, not blocking
     */
    Acceptor(
            ServerSocketChannel listener,
            Selector selector,
            int maxConnections,
            LongSupplier nanoClock,
            RefusalLog log,
            Admission admission)
            throws IOException {
        this.listener = listener;
        this.key = listener.register(selector, SelectionKey.OP_ACCEPT);
        this.maxConnections = maxConnections;
        this.pause = new StallTimer<>(PAUSE, nanoClock);
        this.admission = admission;
        this.log = log;
        this.reserve = SocketChannel.open();
    }

    /**
     * Accepts the clients that wait now, and leaves some for the next turn if they are many.
     *
     * @param connections how many there are already
     */
    void accept(int connections) {
        try {
            for (int i = 0; i < ACCEPTS_PER_TURN; i++) {
                SocketChannel socket = listener.accept();
                if (socket == null) {
                    return;
                }
                take(socket, connections + i);
            }
        } catch (IOException | RuntimeException | Error e) {
            key.interestOps(0);
            pause.await(key);
            giveReserve();
            log.note(Refusal.Kind.DESCRIPTORS, ServerMessages.notAccepted(), e);
        }
    }

    private void giveReserve() {
        Closeable given = reserve;
        reserve = null;
        if (given != null) {
            close(given);
        }
    }

    private void keepReserve() {
        if (reserve == null) {
            try {
                reserve = SocketChannel.open();
            } catch (IOException e) {
                log.write(Level.DEBUG, ServerMessages.notAccepted(), e);
            }
        }
    }

    /** {@return how long there is nothing to do but to accept, see {@link StallTimer#nanosLeft}} */
    long nanosLeft() {
        return pause.nanosLeft();
    }

    void endPause() {
        pause.expire(paused -> {
            keepReserve();
            paused.interestOps(SelectionKey.OP_ACCEPT);
        });
    }

    /** No more clients come. */
    void close() {
        giveReserve();
        close(listener);
    }

    private void take(SocketChannel socket, int connections) {
        try {
            if (connections >= maxConnections) {
                throw new Refusal(Refusal.Kind.CONNECTIONS, ServerMessages.tooManyConnections(maxConnections));
            }
            admission.admit(socket);
        } catch (Refusal reason) {
            SocketAddress peer = peerOf(socket);
            close(socket);
            log.refused(peer, reason);
        } catch (IOException | RuntimeException | Error e) {
            close(socket);
            log.write(Level.DEBUG, ServerMessages.notAdmitted(), e);
        }
    }

    private static @Nullable SocketAddress peerOf(SocketChannel socket) {
        try {
            return socket.getRemoteAddress();
        } catch (IOException e) {
            return null;
        }
    }

    private void close(Closeable closing) {
        try {
            closing.close();
        } catch (IOException e) {
            log.write(Level.DEBUG, ServerMessages.notClosed(), e);
        }
    }
}
