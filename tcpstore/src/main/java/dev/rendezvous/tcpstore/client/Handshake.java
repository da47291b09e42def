package dev.rendezvous.tcpstore.client;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.wire.Deadline;
import dev.rendezvous.tcpstore.wire.SharedSecret;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The first words on a connection. They make sure that a store answers and that it speaks our dialect, of which nothing else on
 * the wire would tell: a request that a server of the other family misreads can simply be lost.
 */
final class Handshake {

    private static final int WAIT_CANCELED = 1;
    private static final int WATCH_REGISTERED = 3;

    private final ClientSettings settings;
    private final CallWriter calls;

    Handshake(ClientSettings settings) {
        this.settings = settings;
        this.calls = new CallWriter(settings.dialect());
    }

    /**
     * Says them, and hears what the server says.
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
            throw failure(address, e);
        } catch (LeasedException e) {
            throw new IllegalStateException("nobody knows of the connection yet", e);
        } finally {
            if (!done) {
                connection.breakDown(new ProtocolException("the greeting failed"));
            }
        }
    }

    private void greet(ClientConnection connection, InetSocketAddress address, Deadline deadline)
            throws AttemptException, BrokenConnectionException, LeasedException, InterruptedException {
        if (settings.secret().isPresent()) {
            proveEachOther(connection, new SharedSecret(settings.secret().get()), deadline);
        } else if (settings.dialect() == Dialect.CURRENT) {
            int nonce = ThreadLocalRandom.current().nextInt();
            // In one piece: libuv's server refuses a connection whose first frame comes in two.
            connection.call(CallWriter.joined(calls.validate(), calls.ping(nonce)), Replies.echo(nonce), deadline);
        } else if (!answersInOurOldDialect(connection, deadline)) {
            throw AttemptException.lasting(
                    ClientMessages.otherOldDialect(address, settings.dialect()),
                    new ProtocolException("another dialect"));
        }
    }

    /**
     * The older dialects have no greeting, so something is asked that each does another thing with, and that does no harm. What a
     * server of 1.13 takes for the wish to watch a key, at which it says so, deletes a key that nobody has in 2.1. And only 2.1 can
     * take a wait back, even where there is none.
     */
    private boolean answersInOurOldDialect(ClientConnection connection, Deadline deadline)
            throws BrokenConnectionException, LeasedException, InterruptedException {
        if (settings.dialect() == Dialect.LEGACY_2_1) {
            return connection.call(calls.cancelWait(), Replies.isByte(WAIT_CANCELED), deadline);
        }
        Key nobodys = Key.of("rendezvous/nobody sets this/" + UUID.randomUUID());
        return connection.call(calls.watch(nobodys), Replies.isByte(WATCH_REGISTERED), deadline);
    }

    private void proveEachOther(ClientConnection connection, SharedSecret secret, Deadline deadline)
            throws BrokenConnectionException, LeasedException, InterruptedException {
        byte[] nonce = SharedSecret.newNonce();
        byte[] answer = connection
                .call(
                        calls.challenge(nonce),
                        Replies.exactly(SharedSecret.NONCE_BYTES + SharedSecret.PROOF_BYTES),
                        deadline)
                .bytes();
        byte[] serverNonce = Arrays.copyOf(answer, SharedSecret.NONCE_BYTES);
        byte[] serverProof = Arrays.copyOfRange(answer, SharedSecret.NONCE_BYTES, answer.length);
        if (!SharedSecret.isSame(secret.serverProof(nonce, serverNonce), serverProof)) {
            throw new BrokenConnectionException(false, new ProtocolException("it does not know our secret"));
        }
        connection.call(CallWriter.proof(secret.clientProof(nonce, serverNonce)), Replies.ZERO_OR_ONE, deadline);
    }

    private AttemptException failure(InetSocketAddress address, BrokenConnectionException broken) {
        Throwable cause = broken.getCause() == null ? broken : broken.getCause();
        if (cause instanceof ProtocolException) {
            return AttemptException.lasting(ClientMessages.notAStore(address, cause), cause);
        }
        return AttemptException.passing(
                cause instanceof SocketTimeoutException
                        ? ClientMessages.silent(address, settings)
                        : ClientMessages.refusedGreeting(address, settings),
                cause);
    }
}
