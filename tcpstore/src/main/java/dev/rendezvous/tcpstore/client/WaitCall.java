package dev.rendezvous.tcpstore.client;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.tcpstore.client.connect.CallTimeout;
import dev.rendezvous.tcpstore.client.connect.ClientSettings;
import dev.rendezvous.tcpstore.client.request.BrokenConnectionException;
import dev.rendezvous.tcpstore.client.request.Call;
import dev.rendezvous.tcpstore.client.request.CallWriter;
import dev.rendezvous.tcpstore.client.request.ClientMessages;
import dev.rendezvous.tcpstore.client.request.Key;
import dev.rendezvous.tcpstore.client.request.WaitReply;
import dev.rendezvous.tcpstore.client.transport.ClientConnection;
import dev.rendezvous.tcpstore.client.transport.Exchange;
import dev.rendezvous.tcpstore.client.transport.LeasedException;
import dev.rendezvous.tcpstore.wire.Deadline;
import dev.rendezvous.tcpstore.wire.Operation;
import java.time.Duration;
import java.util.List;

/** Waits for keys to come, on a connection of its own for as long as it takes. */
final class WaitCall {

    private static final int TRIES = 3;

    /** How long an interrupted thread waits for the server to agree; after that the connection is dropped. */
    private static final Duration HURRY = Duration.ofMillis(500);

    private final ClientSettings settings;
    private final Connections connections;
    private final CallWriter calls;

    WaitCall(ClientSettings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
        this.calls = new CallWriter(settings.dialect());
    }

    /**
     * Returns when the server says that the keys have come, or when the time is over. The server's word is a hint: a key can be
     * gone again, and libuv's server also says so after a failed COMPARE_SET on a key that is not there.
     */
    void untilHintOr(Deadline deadline, List<Key> keys, CallTimeout callTimeout) throws InterruptedException {
        Call call = calls.await(keys);
        int tries = 0;
        boolean done = false;
        while (!done) {
            try {
                await(call, deadline, callTimeout);
                done = true;
            } catch (BrokenConnectionException e) {
                connections.checkOpen();
                tries++;
                if (tries == TRIES || callTimeout.isOver()) {
                    throw new RendezvousConnectionException(
                            ClientMessages.broken(settings.endpoint(), call, e, tries), e);
                }
            }
        }
    }

    private void await(Call call, Deadline deadline, CallTimeout callTimeout)
            throws BrokenConnectionException, InterruptedException {
        ClientConnection connection = connections.lease(callTimeout);
        boolean inStep = false;
        try {
            WaitReply reply = new WaitReply();
            Exchange<Boolean> wait = connection.begin(call, reply);
            try {
                inStep = connection.await(wait, deadline).isPresent()
                        || cancel(connection, wait, reply, callTimeout.answerDeadline());
            } catch (InterruptedException e) {
                inStep = cancelInAHurry(connection, wait, reply);
                throw e;
            }
        } catch (LeasedException e) {
            throw new IllegalStateException("the lease is ours", e);
        } finally {
            if (inStep) {
                connections.giveBack(connection);
            } else {
                connections.discard(connection);
            }
        }
    }

    /** As {@link #cancel}, for a caller that is told of the interrupt whatever becomes of the connection. */
    private boolean cancelInAHurry(ClientConnection connection, Exchange<Boolean> wait, WaitReply reply)
            throws LeasedException, InterruptedException {
        try {
            return cancel(connection, wait, reply, Deadline.after(HURRY));
        } catch (BrokenConnectionException e) {
            return false;
        }
    }

    /**
     * Takes the wait back.
     *
     * @return whether nothing more will be said about it; else the connection is of no more use
     */
    private boolean cancel(ClientConnection connection, Exchange<Boolean> wait, WaitReply reply, Deadline limit)
            throws BrokenConnectionException, LeasedException, InterruptedException {
        if (!Operation.CANCEL_WAIT.isIn(settings.dialect())) {
            return false;
        }
        reply.cancel();
        connection.send(calls.cancelWait(), limit);
        return connection.await(wait, limit).isPresent();
    }
}
