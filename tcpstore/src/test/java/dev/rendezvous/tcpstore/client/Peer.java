package dev.rendezvous.tcpstore.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.IOException;
import java.net.Socket;

/** One connection of a server that a test plays by hand. No read waits for more than twenty seconds. */
final class Peer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    Peer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    byte[] read(int count) throws IOException {
        return socket.getInputStream().readNBytes(count);
    }

    Peer expect(byte[] bytes) throws IOException {
        assertThat(read(bytes.length)).containsExactly(bytes);
        return this;
    }

    Peer expect(Frame frame) throws IOException {
        return expect(frame.bytes());
    }

    Peer expect(Operation operation) throws IOException {
        return expect(new byte[] {operation.code(Dialect.CURRENT)});
    }

    Peer send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    Peer send(int status) throws IOException {
        return send(new byte[] {(byte) status});
    }

    /** Takes it that the client closes the connection, and says nothing before. */
    void expectEnd() throws IOException {
        assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
