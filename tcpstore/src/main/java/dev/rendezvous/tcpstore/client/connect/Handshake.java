package dev.rendezvous.tcpstore.client.connect;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.client.request.BrokenConnectionException;
import dev.rendezvous.tcpstore.client.request.Call;
import dev.rendezvous.tcpstore.client.request.CallWriter;
import dev.rendezvous.tcpstore.client.request.ClientMessages;
import dev.rendezvous.tcpstore.client.request.Key;
import dev.rendezvous.tcpstore.client.request.Replies;
import dev.rendezvous.tcpstore.client.request.TlsAnswerException;
import dev.rendezvous.tcpstore.client.transport.ClientConnection;
import dev.rendezvous.tcpstore.client.transport.LeasedException;
import dev.rendezvous.tcpstore.wire.Deadline;
import dev.rendezvous.tcpstore.wire.OwnPing;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLException;

/**
 * The first requests on a connection. They make sure that a store answers and that it speaks our dialect. Nothing else on the wire
 * tells: a server of the other family may misread a request and lose it without an error.
 */
final class Handshake {

    private static final int WATCH_REGISTERED = 3;

    private final ClientSettings settings;
    private final CallWriter calls;

    Handshake(ClientSettings settings) {
        this.settings = settings;
        this.calls = new CallWriter(settings.dialect());
    }

    /**
     * Sends them, and checks the answers.
     *
     * @throws AttemptException if the server does not answer as a store of our dialect does
     */
    void exchange(ClientConnection connection, InetSocketAddress address, Deadline deadline)
            throws AttemptException, InterruptedException {
        boolean done = false;
        try {
            greet(connection, address, deadline);
            done = true;
        } catch (BrokenConnectionException e) {
            throw failure(connection, address, e);
        } catch (LeasedException e) {
            throw new IllegalStateException("no other thread has the connection yet", e);
        } finally {
            if (!done) {
                connection.breakDown(new ProtocolException("the greeting failed"));
            }
        }
    }

    private void greet(ClientConnection connection, InetSocketAddress address, Deadline deadline)
            throws AttemptException, BrokenConnectionException, LeasedException, InterruptedException {
        if (settings.secret().isPresent()) {
            new SecretProof(settings.secret().get(), calls).exchange(connection, address, deadline);
            connection.markAsOurs();
        } else if (settings.dialect() == Dialect.CURRENT) {
            ping(connection, deadline);
        } else if (!answersInOurOldDialect(connection, deadline)) {
            throw AttemptException.lasting(
                    ClientMessages.otherOldDialect(address), new ProtocolException("another dialect"));
        }
    }

    private void ping(ClientConnection connection, Deadline deadline)
            throws BrokenConnectionException, LeasedException, InterruptedException {
        int nonce = OwnPing.nonce(ThreadLocalRandom.current().nextInt());
        // In one piece: libuv's server refuses a connection whose first frame comes in two.
        Call first = CallWriter.joined(calls.validate(), calls.ping(nonce));
        if (connection.call(first, Replies.pong(nonce), deadline)) {
            connection.markAsOurs();
        }
    }

    /**
     * The older dialect has no greeting, so the client sends a request that does no harm: it watches a key that does not exist. The
     * server of PyTorch 2.1 takes this for a request to delete that key, and gives another answer.
     */
    private boolean answersInOurOldDialect(ClientConnection connection, Deadline deadline)
            throws BrokenConnectionException, LeasedException, InterruptedException {
        Key unused = Key.of("rendezvous/never set/" + UUID.randomUUID());
        return connection.call(calls.watch(unused), Replies.isByte(WATCH_REGISTERED), deadline);
    }

    private AttemptException failure(
            ClientConnection connection, InetSocketAddress address, BrokenConnectionException broken) {
        Throwable cause = broken.getCause() == null ? broken : broken.getCause();
        if (cause instanceof TlsAnswerException) {
            return AttemptException.lasting(ClientMessages.answersWithTls(address), cause);
        }
        if (cause instanceof ProtocolException) {
            return AttemptException.lasting(ClientMessages.notAStore(address, cause), cause);
        }
        if (cause instanceof SSLException) {
            // TLS 1.3 tells of a refused certificate only after the handshake.
            return AttemptException.lasting(
                    ClientMessages.refusedByAlert(address, cause, connection.hasShownCertificate()), cause);
        }
        return AttemptException.answered(
                cause instanceof SocketTimeoutException
                        ? ClientMessages.silent(
                                address, settings.dialect(), settings.secret().isPresent())
                        : ClientMessages.refusedHandshake(
                                address, settings.dialect(), settings.secret().isPresent()),
                cause);
    }
}
