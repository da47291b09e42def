package dev.rendezvous.tcpstore.client.connect;

import dev.rendezvous.tcpstore.client.request.BrokenConnectionException;
import dev.rendezvous.tcpstore.client.request.CallWriter;
import dev.rendezvous.tcpstore.client.request.ClientMessages;
import dev.rendezvous.tcpstore.client.request.Replies;
import dev.rendezvous.tcpstore.client.transport.ClientConnection;
import dev.rendezvous.tcpstore.client.transport.LeasedException;
import dev.rendezvous.tcpstore.wire.Deadline;
import dev.rendezvous.tcpstore.wire.SharedSecret;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.util.Arrays;

/** The first requests to a server with a secret: both sides prove that they know it. */
final class SecretProof {

    private final SharedSecret secret;
    private final CallWriter calls;

    SecretProof(String secret, CallWriter calls) {
        this.secret = new SharedSecret(secret);
        this.calls = calls;
    }

    /**
     * Proves that this client knows the secret, and checks the proof of the server.
     *
     * @throws AttemptException if the secrets differ
     */
    void exchange(ClientConnection connection, InetSocketAddress address, Deadline deadline)
            throws AttemptException, BrokenConnectionException, LeasedException, InterruptedException {
        byte[] nonce = SharedSecret.newNonce();
        byte[] serverNonce = connection
                .call(calls.challenge(nonce), Replies.exactly(SharedSecret.NONCE_BYTES), deadline)
                .bytes();
        byte[] verdict = connection
                .call(CallWriter.proof(secret.clientProof(nonce, serverNonce)), Replies.SECRET_VERDICT, deadline)
                .bytes();
        if (verdict[0] == SharedSecret.TOO_MANY_ATTEMPTS) {
            throw AttemptException.passing(
                    ClientMessages.tooManyAttempts(address), new ProtocolException("too many attempts"));
        }
        byte[] serverProof = Arrays.copyOfRange(verdict, 1, verdict.length);
        if (!SharedSecret.isSame(secret.serverProof(nonce, serverNonce), serverProof)) {
            throw AttemptException.lasting(
                    ClientMessages.secretsDiffer(address), new ProtocolException("another proof"));
        }
    }
}
