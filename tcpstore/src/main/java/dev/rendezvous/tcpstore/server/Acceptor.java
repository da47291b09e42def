package dev.rendezvous.tcpstore.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Takes new connections from the listening socket, as many as the limit allows. For the thread of the server. */
final class Acceptor {

    /** Makes a connection of a socket. */
    interface Admission {
        void admit(SocketChannel socket) throws IOException;
    }

    private static final int ACCEPTS_PER_TURN = 64;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ServerSocketChannel listener;
    private final SelectionKey key;
    private final int maxConnections;
    private final Admission admission;
    /** Holds the key while the system gives us no more sockets: it would be ready all the time. */
    private final StallTimer<SelectionKey> pause;

    private boolean hasToldOfLimit;

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
            Admission admission)
            throws IOException {
        this.listener = listener;
        this.key = listener.register(selector, SelectionKey.OP_ACCEPT);
        this.maxConnections = maxConnections;
        this.pause = new StallTimer<>(PAUSE, nanoClock);
        this.admission = admission;
    }

    /**
     * Takes those who are waiting now, and leaves some for the next turn if they are many.
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
        } catch (IOException e) {
            ServerLoop.LOGGER.log(Level.WARNING, ServerMessages.notAccepted(), e);
            key.interestOps(0);
            pause.await(key);
        }
    }

    /** {@return how long there is nothing to do but to accept, see {@link StallTimer#nanosLeft}} */
    long nanosLeft() {
        return pause.nanosLeft();
    }

    void endPause() {
        pause.expire(paused -> paused.interestOps(SelectionKey.OP_ACCEPT));
    }

    private void take(SocketChannel socket, int connections) throws IOException {
        try {
            if (connections < maxConnections) {
                admission.admit(socket);
            } else {
                tellOfLimit(socket);
                socket.close();
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            ServerLoop.LOGGER.log(Level.DEBUG, ServerMessages.notAdmitted(), e);
            socket.close();
        }
    }

    /** Loudly only once, so that nobody can fill the log. */
    private void tellOfLimit(SocketChannel socket) throws IOException {
        String message =
                ServerMessages.closed(socket.getRemoteAddress(), ServerMessages.tooManyConnections(maxConnections));
        ServerLoop.LOGGER.log(hasToldOfLimit ? Level.DEBUG : Level.WARNING, message);
        hasToldOfLimit = true;
    }
}
