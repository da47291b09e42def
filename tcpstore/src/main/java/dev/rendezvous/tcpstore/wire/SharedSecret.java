package dev.rendezvous.tcpstore.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a client and a server of ours both know, and how each shows the other that it knows it, without saying it.
 *
 * <p>After the handshake the client sends {@link #OPERATION} and a nonce. The server answers a nonce of its own and its proof. The
 * client checks it and sends its own proof. The server answers {@link #ACCEPTED}, or closes. A proof is HMAC-SHA256, under the
 * secret, of who speaks, of the client's nonce and of the server's; so none fits another connection or the other side.
 *
 * <p>This says who may connect. What is said afterwards is neither hidden nor protected on its way; that takes TLS as well.
 */
public final class SharedSecret {

    /** The byte with which a client begins; PyTorch has no such operation. */
    public static final byte OPERATION = (byte) 0xe0;

    public static final byte ACCEPTED = 0;

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
     * @throws IllegalArgumentException if it is empty
     */
    public SharedSecret(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the secret is empty; leave it out, or give the one of the other side");
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
