package dev.rendezvous.tcpstore.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * One end of TLS, client or server, over a socket that does not block. Each read also does what the handshake asks for, its costly
 * tasks included, which take some milliseconds.
 *
 * <p>For one thread at a time.
 */
public final class TlsCodec {

    /** A handshake with a long chain of certificates has some ten thousand. */
    private static final int MAX_UNSENT = 1 << 18;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel socket;
    private final SSLEngine engine;
    /** The bytes from 0 to its position are not decrypted yet. */
    private ByteBuffer received;
    /** The bytes from 0 to its position are not sent yet. */
    private ByteBuffer unsent;

    private boolean isHandshaking = true;
    private boolean hasMore;

    /**
     * Begins the handshake of a socket. Nothing is sent before the first {@link #read}.
     *
     * @param socket connected, not blocking
     * @param engine a new one, which knows its side
     */
    public TlsCodec(SocketChannel socket, SSLEngine engine) throws SSLException {
        this.socket = socket;
        this.engine = engine;
        int size = engine.getSession().getPacketBufferSize();
        this.received = ByteBuffer.allocate(size);
        this.unsent = ByteBuffer.allocate(size);
        engine.beginHandshake();
    }

    /**
     * Reads and decrypts what has come, as far as there is room, and goes on with the handshake.
     *
     * @return how many bytes were decrypted, possibly 0; -1 if no more will come
     */
    public int read(ByteBuffer target) throws IOException {
        int start = target.position();
        boolean isOver = received.hasRemaining() && socket.read(received) < 0;
        decrypt(target);
        flush();
        int count = target.position() - start;
        return count == 0 && (isOver || engine.isInboundDone()) ? -1 : count;
    }

    /** {@return whether the last {@link #read} lacked the room for a record that has come} */
    public boolean hasMore() {
        return hasMore;
    }

    /** {@return how much room a target needs for any record} */
    public int room() {
        return engine.getSession().getApplicationBufferSize();
    }

    /**
     * Encrypts the beginning of the bytes. {@link #flush} sends it.
     *
     * @return how many bytes were taken, at most one record; possibly 0 where the handshake comes first
     */
    public int encrypt(ByteBuffer plain) throws SSLException {
        SSLEngineResult result = engine.wrap(plain, unsent);
        while (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
            makeRoomToSend();
            result = engine.wrap(plain, unsent);
        }
        noteHandshake(result);
        return result.bytesConsumed();
    }

    /** {@return whether all encrypted bytes are sent} */
    public boolean flush() throws IOException {
        if (hasUnsent()) {
            unsent.flip();
            try {
                socket.write(unsent);
            } finally {
                unsent.compact();
            }
        }
        return !hasUnsent();
    }

    public boolean hasUnsent() {
        return unsent.position() > 0;
    }

    public boolean isHandshaking() {
        return isHandshaking;
    }

    /** {@return whether the other side owes the rest of a record} */
    public boolean isAmidRecord() {
        return received.position() > 0;
    }

    /** {@return whether TLS has ended, so that nothing more can be encrypted} */
    public boolean isOutboundDone() {
        return engine.isOutboundDone();
    }

    /** {@return whether this side has sent a certificate} */
    public boolean hasSentCertificate() {
        return engine.getSession().getLocalCertificates() != null;
    }

    /** Sends, if the socket takes it at once, that nothing more comes, so that the other side can tell the end from a cut. */
    public void end() throws IOException {
        engine.closeOutbound();
        encrypt(NOTHING);
        flush();
    }

    private void decrypt(ByteBuffer target) throws IOException {
        hasMore = false;
        received.flip();
        try {
            while (step(target)) {
                // Each step takes a record, or does what the handshake asks for.
            }
        } catch (SSLException e) {
            sendAlert(e);
            throw e;
        } finally {
            received.compact();
            makeRoomForRecord();
        }
    }

    /** {@return whether another one may follow} */
    private boolean step(ByteBuffer target) throws SSLException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> runTasks();
            case NEED_WRAP -> {
                encrypt(NOTHING);
                yield !engine.isOutboundDone();
            }
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN, FINISHED, NOT_HANDSHAKING ->
                received.hasRemaining() && decryptRecord(target);
        };
    }

    private boolean runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        return true;
    }

    private boolean decryptRecord(ByteBuffer target) throws SSLException {
        SSLEngineResult result = engine.unwrap(received, target);
        noteHandshake(result);
        refuseRenegotiation(result);
        hasMore = result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW;
        return result.getStatus() == SSLEngineResult.Status.OK;
    }

    /** Up to TLS 1.2 a peer may ask for handshakes again and again, and each costs a server more than the client. */
    private void refuseRenegotiation(SSLEngineResult result) throws SSLException {
        boolean isOld = !engine.getSession().getProtocol().equals("TLSv1.3");
        boolean isOver = result.getStatus() == SSLEngineResult.Status.CLOSED;
        HandshakeStatus status = result.getHandshakeStatus();
        boolean isAgain = status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_WRAP;
        if (!isHandshaking && isOld && isAgain && !isOver) {
            throw new SSLException("the other side asks for a second TLS handshake; expected one, at the beginning");
        }
    }

    private void noteHandshake(SSLEngineResult result) {
        if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
            isHandshaking = false;
        }
    }

    /** A peer that asks for new keys again and again and reads none of them would fill the memory. */
    private void makeRoomToSend() throws SSLException {
        int size = unsent.position() + engine.getSession().getPacketBufferSize();
        if (size > MAX_UNSENT) {
            throw new SSLException(
                    "the other side does not read the handshake; " + unsent.position() + " bytes are waiting for it");
        }
        unsent = ByteBuffer.allocate(size).put(unsent.flip());
    }

    private void makeRoomForRecord() {
        int size = engine.getSession().getPacketBufferSize();
        if (!received.hasRemaining() && received.capacity() < size) {
            received = ByteBuffer.allocate(size).put(received.flip());
        }
    }

    /** The engine turns a failure into an alert. The alert is lost only if it cannot be sent at once. */
    private void sendAlert(SSLException reason) {
        try {
            encrypt(NOTHING);
            flush();
        } catch (IOException e) {
            if (e != reason) {
                reason.addSuppressed(e);
            }
        }
    }
}
