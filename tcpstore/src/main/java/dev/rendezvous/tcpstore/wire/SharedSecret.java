package dev.rendezvous.tcpstore.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A text that a client and a server both know, and how each proves to the other that it knows it, without sending it.
 *
 * <p>After the handshake the client sends {@link #OPERATION} and a nonce. The server answers with a nonce of its own. The client sends
 * its proof. The server answers with {@link #ACCEPTED} and its own proof, which the client checks. Otherwise it answers with
 * {@link #REJECTED} or {@link #TOO_MANY_ATTEMPTS} and closes the connection. So a server proves nothing to a client that does not
 * know the secret. A proof is HMAC-SHA256, under the secret, of the name of the side and of both nonces, so that no
 * proof fits another connection or the other side.
 *
 * <p>This decides which clients may connect. It neither hides nor protects what is sent afterwards; that takes TLS as well.
 */
public final class SharedSecret {

    /** The byte with which a client begins; PyTorch has no such operation. */
    public static final byte OPERATION = (byte) 0xe0;

    public static final byte ACCEPTED = 0;

    /** The proof is wrong. */
    public static final byte REJECTED = 1;

    /** The proof was not looked at: there were too many wrong ones from this address. */
    public static final byte TOO_MANY_ATTEMPTS = 2;

    /** A recorded handshake can be compared with guesses, so a short secret protects nothing. */
    public static final int MIN_CHARS = 12;

    public static final int NONCE_BYTES = 32;
    public static final int PROOF_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] SERVER = "rendezvous server".getBytes(US_ASCII);
    private static final byte[] CLIENT = "rendezvous client".getBytes(US_ASCII);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    /**
     * Makes a secret of its text.
     *
     * @throws IllegalArgumentException if it is shorter than {@link #MIN_CHARS} characters
     */
    public SharedSecret(String text) {
        if (text.length() < MIN_CHARS) {
            throw new IllegalArgumentException("the secret has " + text.length() + " characters; expected at least "
                    + MIN_CHARS + ", random ones, such as those that \"openssl rand -hex 16\" prints");
        }
        key = new SecretKeySpec(text.getBytes(UTF_8), ALGORITHM);
    }

    public static byte[] newNonce() {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return nonce;
    }

    public byte[] serverProof(byte[] clientNonce, byte[] serverNonce) {
        return proof(SERVER, clientNonce, serverNonce);
    }

    public byte[] clientProof(byte[] clientNonce, byte[] serverNonce) {
        return proof(CLIENT, clientNonce, serverNonce);
    }

    /** {@return whether both are equal} Takes the same time wherever they differ. */
    public static boolean isSame(byte[] expected, byte[] found) {
        return MessageDigest.isEqual(expected, found);
    }

    private byte[] proof(byte[] speaker, byte[] clientNonce, byte[] serverNonce) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(speaker);
            mac.update(clientNonce);
            return mac.doFinal(serverNonce);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** {@return no word of the secret} */
    @Override
    public String toString() {
        return "SharedSecret";
    }
}
