package dev.rendezvous.tcpstore.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** Bytes under TLS. What costs time in a handshake, some milliseconds, is done on the thread of the server. */
final class TlsServerTransport implements ServerTransport {

    private static final int WRITES_PER_TURN = 16;
    /** A handshake with a long chain of certificates has some ten thousand. */
    private static final int MAX_UNSENT = 1 << 18;

    /** The most that a TLS record holds. */
    private static final int RECORD = 1 << 14;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel socket;
    private final SSLEngine engine;
    private final ByteBuffer outgoing;
    /** From 0 to its position stands what is not decrypted. */
    private ByteBuffer received;
    /** From 0 to its position stands what is not sent. */
    private ByteBuffer unsent;

    private boolean isHandshaking = true;

    /**
     * Makes the wire of a socket.
     *
     * @param socket one that does not block
     * @param engine a new one, on the side of the server
     * @param outgoing room for what is being encrypted, shared by all wires of the thread
     */
    TlsServerTransport(SocketChannel socket, SSLEngine engine, ByteBuffer outgoing) throws SSLException {
        this.socket = socket;
        this.engine = engine;
        this.outgoing = outgoing;
        int size = engine.getSession().getPacketBufferSize();
        this.received = ByteBuffer.allocate(size);
        this.unsent = ByteBuffer.allocate(size);
        engine.beginHandshake();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int start = target.position();
        int count = socket.read(received);
        if (count > 0) {
            decrypt(target);
        }
        flush();
        boolean isOver = count < 0 || engine.isInboundDone();
        return isOver && target.position() == start ? -1 : target.position() - start;
    }

    @Override
    public boolean write(Answers answers) throws IOException {
        for (int i = 0; flush() && !isHandshaking && !answers.isEmpty(); i++) {
            if (i == WRITES_PER_TURN) {
                return false;
            }
            answers.copyInto(outgoing.clear().limit(RECORD));
            answers.remove(encrypt(outgoing.flip()));
        }
        return !hasUnsent() && answers.isEmpty();
    }

    @Override
    public boolean hasUnsent() {
        return unsent.position() > 0;
    }

    @Override
    public boolean isHandshaking() {
        return isHandshaking;
    }

    @Override
    public boolean isAmidRecord() {
        return isHandshaking || received.position() > 0;
    }

    /** Says goodbye, so that the client can tell the end from a cut. */
    @Override
    public void end(Answers answers) throws IOException {
        write(answers);
        engine.closeOutbound();
        encrypt(NOTHING);
        flush();
    }

    private void decrypt(ByteBuffer target) throws IOException {
        received.flip();
        try {
            while (step(target)) {
                // Each step takes a record, or does what the handshake asks for.
            }
        } catch (SSLException e) {
            sayWhatIsWrong(e);
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
        return result.getStatus() == SSLEngineResult.Status.OK;
    }

    /** Up to TLS 1.2 a client may ask for handshakes again and again, each of which costs the server more than the client. */
    private void refuseRenegotiation(SSLEngineResult result) throws SSLException {
        boolean isOld = !engine.getSession().getProtocol().equals("TLSv1.3");
        boolean isOver = result.getStatus() == SSLEngineResult.Status.CLOSED;
        HandshakeStatus status = result.getHandshakeStatus();
        boolean isAgain = status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_WRAP;
        if (!isHandshaking && isOld && isAgain && !isOver) {
            throw new SSLException(ServerMessages.renegotiation());
        }
    }

    /** {@return how much was taken, at most one record} */
    private int encrypt(ByteBuffer plain) throws SSLException {
        SSLEngineResult result = engine.wrap(plain, unsent);
        while (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
            makeRoomToSend();
            result = engine.wrap(plain, unsent);
        }
        noteHandshake(result);
        return result.bytesConsumed();
    }

    private void noteHandshake(SSLEngineResult result) {
        if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
            isHandshaking = false;
        }
    }

    /** A client that asks for new keys again and again and reads none of them would fill the memory. */
    private void makeRoomToSend() throws SSLException {
        int size = unsent.position() + engine.getSession().getPacketBufferSize();
        if (size > MAX_UNSENT) {
            throw new SSLException(ServerMessages.handshakeNotRead(unsent.position()));
        }
        unsent = ByteBuffer.allocate(size).put(unsent.flip());
    }

    private void makeRoomForRecord() {
        int size = engine.getSession().getPacketBufferSize();
        if (!received.hasRemaining() && received.capacity() < size) {
            received = ByteBuffer.allocate(size).put(received.flip());
        }
    }

    /** The engine turns what is wrong into an alert; it is lost only if it cannot be sent at once. */
    private void sayWhatIsWrong(SSLException reason) {
        try {
            encrypt(NOTHING);
            flush();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private boolean flush() throws IOException {
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
}
