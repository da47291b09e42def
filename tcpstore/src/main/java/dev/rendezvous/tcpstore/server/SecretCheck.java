package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.server.store.Answers;
import dev.rendezvous.tcpstore.server.store.Refusal;
import dev.rendezvous.tcpstore.server.store.ServerMessages;
import dev.rendezvous.tcpstore.wire.SharedSecret;
import java.nio.ByteBuffer;

/** Makes one client prove that it knows the secret, before the server proves anything to it. For one thread. */
final class SecretCheck {

    private final SharedSecret secret;
    private final SecretAttempts.FromOneAddress attempts;
    private final byte[] clientNonce = new byte[SharedSecret.NONCE_BYTES];
    private final byte[] serverNonce = SharedSecret.newNonce();
    private final byte[] proof = new byte[SharedSecret.PROOF_BYTES];
    private boolean hasBegun;
    private int nonceBytes;
    private int proofBytes;

    SecretCheck(SharedSecret secret, SecretAttempts.FromOneAddress attempts) {
        this.secret = secret;
        this.attempts = attempts;
    }

    /**
     * {@return whether the client has proved it; if not, more bytes are needed and all were taken}
     *
     * @throws Refusal if the client says anything else, or if there were too many wrong proofs from its address
     */
    boolean take(ByteBuffer in, Answers answers) throws Refusal {
        if (!hasBegun && in.hasRemaining()) {
            begin(in.get());
        }
        return takeNonce(in, answers) && takeProof(in, answers);
    }

    private void begin(byte operation) throws Refusal {
        if (operation != SharedSecret.OPERATION) {
            throw new Refusal(Refusal.Kind.AUTHENTICATION, ServerMessages.secretExpected(operation));
        }
        hasBegun = true;
    }

    private boolean takeNonce(ByteBuffer in, Answers answers) {
        if (nonceBytes < clientNonce.length) {
            nonceBytes += fill(clientNonce, nonceBytes, in);
            if (nonceBytes < clientNonce.length) {
                return false;
            }
            answers.putRaw(serverNonce);
        }
        return true;
    }

    private boolean takeProof(ByteBuffer in, Answers answers) throws Refusal {
        proofBytes += fill(proof, proofBytes, in);
        if (proofBytes < proof.length) {
            return false;
        }
        if (!attempts.mayTry()) {
            answers.put(SharedSecret.TOO_MANY_ATTEMPTS);
            throw new Refusal(Refusal.Kind.AUTHENTICATION, ServerMessages.tooManyAttempts());
        }
        if (!SharedSecret.isSame(secret.clientProof(clientNonce, serverNonce), proof)) {
            attempts.failed();
            answers.put(SharedSecret.REJECTED);
            throw new Refusal(Refusal.Kind.AUTHENTICATION, ServerMessages.otherSecret());
        }
        answers.put(SharedSecret.ACCEPTED);
        answers.putRaw(secret.serverProof(clientNonce, serverNonce));
        return true;
    }

    private static int fill(byte[] target, int from, ByteBuffer in) {
        int count = Math.min(target.length - from, in.remaining());
        in.get(target, from, count);
        return count;
    }
}
