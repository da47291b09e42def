package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.server.store.Answers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Bytes as they are. */
final class PlainServerTransport implements ServerTransport {

    /** A client that reads fast and asks for much must not hold up the others. */
    private static final int WRITES_PER_TURN = 16;

    private final SocketChannel socket;
    private final ByteBuffer outgoing;

    /**
     * Makes the wire of a socket.
     *
     * @param socket one that does not block
     * @param outgoing room for what is being sent, shared by all wires of the thread
     */
    PlainServerTransport(SocketChannel socket, ByteBuffer outgoing) {
        this.socket = socket;
        this.outgoing = outgoing;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return socket.read(target);
    }

    @Override
    public boolean write(Answers answers) throws IOException {
        for (int i = 0; i < WRITES_PER_TURN && !answers.isEmpty(); i++) {
            answers.copyInto(outgoing.clear());
            answers.remove(socket.write(outgoing.flip()));
            if (outgoing.hasRemaining()) {
                return false;
            }
        }
        return answers.isEmpty();
    }

    @Override
    public boolean hasUnsent() {
        return false;
    }

    @Override
    public void end(Answers answers) throws IOException {
        write(answers);
    }

    @Override
    public boolean isHandshaking() {
        return false;
    }

    @Override
    public boolean isAmidRecord() {
        return false;
    }
}
