package dev.rendezvous.tcpstore.client;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.tcpstore.client.connect.CallTimeout;
import dev.rendezvous.tcpstore.client.connect.ClientSettings;
import dev.rendezvous.tcpstore.client.request.BrokenConnectionException;
import dev.rendezvous.tcpstore.client.request.Call;
import dev.rendezvous.tcpstore.client.request.CallWriter;
import dev.rendezvous.tcpstore.client.request.ClientMessages;
import dev.rendezvous.tcpstore.client.request.Key;
import dev.rendezvous.tcpstore.client.request.Replies;
import dev.rendezvous.tcpstore.client.transport.ClientConnection;
import dev.rendezvous.tcpstore.client.transport.Exchange;
import dev.rendezvous.tcpstore.client.transport.LeasedException;
import dev.rendezvous.tcpstore.wire.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tells a server of ours that this process is present. The server sets some keys when the connection ends, whether the process has
 * died or {@link #close} was called. {@link TcpStoreClient.Builder#present} makes it.
 *
 * <p>A thread of its own keeps the connection. When the connection breaks while the process lives, the thread connects again, and the
 * server deletes the keys. The thread ends with {@link #close}, or when the server cannot be reached for as long as the client
 * was told to try.
 *
 * @since 0.1
 */
public final class Presence implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(Presence.class.getName());
    private static final Duration LONG = Duration.ofDays(1);

    private final ClientSettings settings;
    private final Connections connections;
    private final CallWriter calls;
    private final Call announcement;

    private Presence(ClientSettings settings, Connections connections, Call announcement) {
        this.settings = settings;
        this.connections = connections;
        this.calls = new CallWriter(settings.dialect());
        this.announcement = announcement;
    }

    /** {@return a presence that the server has confirmed} */
    static Presence announce(
            ClientSettings settings, Connections connections, Map<String, byte[]> marks, CallTimeout timeout)
            throws InterruptedException {
        Call announcement = new CallWriter(settings.dialect()).presence(marks);
        Presence presence = new Presence(settings, connections, announcement);
        boolean done = false;
        try {
            ClientConnection connection = presence.connect(timeout);
            Thread thread = new Thread(() -> presence.keep(connection), "rendezvous-tcpstore-presence");
            thread.setDaemon(true);
            thread.start();
            done = true;
            return presence;
        } finally {
            if (!done) {
                connections.close();
            }
        }
    }

    /** Ends the connection, upon which the server sets the keys. A second call does nothing. */
    @Override
    public void close() {
        connections.close();
    }

    private void keep(ClientConnection first) {
        ClientConnection connection = first;
        try {
            while (true) {
                awaitEnd(connection);
                connections.discard(connection);
                connection = connect(settings.callTimeout(settings.timeout()));
            }
        } catch (IllegalStateException | InterruptedException e) {
            LOGGER.log(System.Logger.Level.TRACE, "the presence ended", e);
        } catch (RendezvousConnectionException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "the presence is lost with the server", e);
        } finally {
            connections.close();
        }
    }

    /** Waits for a key that no client sets, so that the only thing that can happen is the end of the connection. */
    private void awaitEnd(ClientConnection connection) throws InterruptedException {
        Call wait = calls.await(List.of(Key.of("rendezvous/never set/" + UUID.randomUUID())));
        try {
            Exchange<Boolean> never = connection.begin(wait, Replies.ZERO_OR_ONE);
            while (connection.await(never, Deadline.after(LONG)).isEmpty()) {
                connections.checkOpen();
            }
        } catch (BrokenConnectionException e) {
            connections.checkOpen();
        } catch (LeasedException e) {
            throw new IllegalStateException(ClientMessages.otherServer(settings.endpoint()), e);
        }
    }

    private ClientConnection connect(CallTimeout timeout) throws InterruptedException {
        ClientConnection connection = connections.connect(timeout);
        boolean done = false;
        try {
            if (!connection.isOurs()) {
                throw new IllegalStateException(ClientMessages.notOurServer(settings.endpoint(), "presence"));
            }
            connection.call(announcement, Replies.ZERO_OR_ONE, timeout.answerDeadline());
            done = true;
            return connection;
        } catch (BrokenConnectionException e) {
            throw new RendezvousConnectionException(ClientMessages.broken(settings.endpoint(), announcement, e, 1), e);
        } catch (LeasedException e) {
            throw new IllegalStateException(ClientMessages.otherServer(settings.endpoint()), e);
        } finally {
            if (!done) {
                connections.discard(connection);
            }
        }
    }
}
