package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.server.store.Answers;
import dev.rendezvous.tcpstore.wire.TlsCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Bytes under TLS. Handshakes, some milliseconds each, are done on the thread of the server. */
final class TlsServerTransport implements ServerTransport {

    private static final int WRITES_PER_TURN = 16;

    /** The most that a TLS record holds. */
    private static final int RECORD = 1 << 14;

    private final TlsCodec codec;
    private final ByteBuffer outgoing;

    /**
     * Makes the transport of a socket.
     *
     * @param socket one that does not block
     * @param engine a new one, on the side of the server
     * @param outgoing room for what is being encrypted, shared by all transports of the thread
     */
    TlsServerTransport(SocketChannel socket, SSLEngine engine, ByteBuffer outgoing) throws SSLException {
        this.codec = new TlsCodec(socket, engine);
        this.outgoing = outgoing;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return codec.read(target);
    }

    @Override
    public boolean write(Answers answers) throws IOException {
        for (int i = 0; codec.flush() && !codec.isHandshaking() && !answers.isEmpty(); i++) {
            if (i == WRITES_PER_TURN) {
                return false;
            }
            answers.copyInto(outgoing.clear().limit(RECORD));
            answers.remove(codec.encrypt(outgoing.flip()));
        }
        return !codec.hasUnsent() && answers.isEmpty();
    }

    @Override
    public boolean hasUnsent() {
        return codec.hasUnsent();
    }

    @Override
    public boolean isHandshaking() {
        return codec.isHandshaking();
    }

    @Override
    public boolean isAmidRecord() {
        return codec.isHandshaking() || codec.isAmidRecord();
    }

    @Override
    public void end(Answers answers) throws IOException {
        write(answers);
        codec.end();
    }
}
