package dev.rendezvous.tcpstore.client.transport;

import dev.rendezvous.tcpstore.wire.Deadline;
import dev.rendezvous.tcpstore.wire.TlsCodec;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Bytes inside TLS. The lock separates a reader and a writer, since reading may call for an answer. */
public final class TlsClientTransport implements ClientTransport {

    private final SocketChannel channel;
    private final TlsCodec codec;

    public TlsClientTransport(SocketChannel channel, SSLEngine engine) throws SSLException {
        this.channel = channel;
        this.codec = new TlsCodec(channel, engine);
    }

    /** Agrees with the server on keys, before anything else is done here. */
    public synchronized void handshake(ChannelWatch watch, Deadline deadline) throws IOException, InterruptedException {
        ByteBuffer in = ByteBuffer.allocate(codec.room());
        proceed(in);
        while (codec.isHandshaking() || codec.hasUnsent()) {
            watch.awaitOrThrow(
                    codec.hasUnsent() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ, deadline);
            proceed(in);
        }
        if (in.position() > 0) {
            throw new SSLException("the server sends data before it gets a request");
        }
    }

    private void proceed(ByteBuffer in) throws IOException {
        if (codec.read(in) < 0) {
            throw new EOFException("the server closes the connection during the handshake of TLS");
        }
    }

    @Override
    public synchronized int read(ByteBuffer in) throws IOException {
        return codec.read(in);
    }

    @Override
    public synchronized boolean hasMore() {
        return codec.hasMore();
    }

    @Override
    public synchronized boolean hasShownCertificate() {
        return codec.hasSentCertificate();
    }

    @Override
    public int room() {
        return codec.room();
    }

    @Override
    public synchronized boolean write(ByteBuffer out) throws IOException {
        while (codec.flush()) {
            if (!out.hasRemaining()) {
                return true;
            }
            if (codec.encrypt(out) == 0 && codec.isOutboundDone()) {
                throw new SSLException("the server has ended TLS");
            }
        }
        return false;
    }

    /** Tells the server that TLS ends, if the network takes it at once. */
    @Override
    public void close() {
        try {
            end();
        } catch (IOException e) {
            System.getLogger(TlsClientTransport.class.getName())
                    .log(System.Logger.Level.DEBUG, "a connection was closed without the end of TLS", e);
        } finally {
            new PlainClientTransport(channel).close();
        }
    }

    private synchronized void end() throws IOException {
        if (channel.isOpen()) {
            codec.end();
        }
    }
}
