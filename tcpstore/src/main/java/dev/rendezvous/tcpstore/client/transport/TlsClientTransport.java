package dev.rendezvous.tcpstore.client.transport;

import dev.rendezvous.tcpstore.wire.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * Bytes inside TLS. A record of TLS is read or written as a whole, so that there is one buffer for what has come of the next one
 * and one for what is left of the last one. The lock keeps a reader and a writer apart, since reading may call for an answer.
 */
public final class TlsClientTransport implements ClientTransport {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ByteBuffer received;
    private final ByteBuffer leaving;
    private boolean hasMore;

    public TlsClientTransport(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
        this.received = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        this.leaving =
                ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).limit(0);
    }

    /** Agrees with the server on keys, before anything else is done here. */
    public void handshake(ChannelWatch watch, Deadline deadline) throws IOException, InterruptedException {
        ByteBuffer in = ByteBuffer.allocate(room());
        engine.beginHandshake();
        while (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> wrapAndSend(watch, deadline);
                default -> receiveAndUnwrap(in, watch, deadline);
            }
        }
        if (in.position() > 0) {
            throw new SSLException("the server talks before it is asked");
        }
    }

    private void wrapAndSend(ChannelWatch watch, Deadline deadline) throws IOException, InterruptedException {
        wrap(NOTHING);
        while (!send()) {
            watch.awaitOrThrow(SelectionKey.OP_WRITE, deadline);
        }
    }

    private void receiveAndUnwrap(ByteBuffer in, ChannelWatch watch, Deadline deadline)
            throws IOException, InterruptedException {
        int before = received.position();
        unwrap(in);
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP && received.position() == before) {
            watch.awaitOrThrow(SelectionKey.OP_READ, deadline);
            if (channel.read(received) < 0) {
                throw new EOFException("the server closes the connection during the handshake of TLS");
            }
        }
    }

    @Override
    public synchronized int read(ByteBuffer in) throws IOException {
        int before = in.position();
        boolean ended = received.hasRemaining() && channel.read(received) < 0;
        unwrap(in);
        int read = in.position() - before;
        return read == 0 && (ended || engine.isInboundDone()) ? -1 : read;
    }

    @Override
    public synchronized boolean hasMore() {
        return hasMore;
    }

    @Override
    public synchronized boolean hasShownCertificate() {
        return engine.getSession().getLocalCertificates() != null;
    }

    @Override
    public int room() {
        return engine.getSession().getApplicationBufferSize();
    }

    @Override
    public synchronized boolean write(ByteBuffer out) throws IOException {
        while (send()) {
            if (!out.hasRemaining()) {
                return true;
            }
            wrap(out);
        }
        return false;
    }

    /** Says goodbye if the network takes it at once. */
    @Override
    public void close() {
        try {
            sayGoodbye();
        } catch (IOException e) {
            System.getLogger(TlsClientTransport.class.getName())
                    .log(System.Logger.Level.DEBUG, "a connection was closed without a goodbye", e);
        } finally {
            new PlainClientTransport(channel).close();
        }
    }

    private synchronized void sayGoodbye() throws IOException {
        engine.closeOutbound();
        if (channel.isOpen() && send()) {
            wrap(NOTHING);
            send();
        }
    }

    private boolean send() throws IOException {
        channel.write(leaving);
        return !leaving.hasRemaining();
    }

    private void wrap(ByteBuffer out) throws IOException {
        leaving.clear();
        try {
            SSLEngineResult result = engine.wrap(out, leaving);
            if (result.getStatus() == SSLEngineResult.Status.CLOSED && out.hasRemaining()) {
                throw new SSLException("the server has ended TLS");
            }
        } finally {
            leaving.flip();
        }
        runTasks();
    }

    private void unwrap(ByteBuffer in) throws IOException {
        received.flip();
        try {
            SSLEngineResult result = engine.unwrap(received, in);
            while (result.getStatus() == SSLEngineResult.Status.OK && goesOn(result)) {
                result = engine.unwrap(received, in);
            }
            hasMore = result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW;
        } finally {
            received.compact();
        }
    }

    /** Whether there may be more to unwrap; during the handshake the other steps come first. */
    private boolean goesOn(SSLEngineResult result) {
        runTasks();
        return received.hasRemaining()
                && (result.bytesConsumed() > 0 || result.bytesProduced() > 0)
                && engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP;
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }
}
