package dev.rendezvous.tcpstore.client;

import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.wire.Operation;
import dev.rendezvous.tcpstore.wire.OwnPing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/** A server that a test plays by hand, one connection after the other. */
final class ScriptedServer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final ServerSocket socket;

    ScriptedServer() throws IOException {
        socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    int port() {
        return socket.getLocalPort();
    }

    TcpStoreClient.Builder client() {
        return TcpStoreClient.builder("127.0.0.1", port())
                .connectTimeout(Duration.ofSeconds(20))
                .firstPause(Duration.ofMillis(5));
    }

    /** {@return the next connection, on which the client has said nothing that was answered} */
    Peer accept() throws IOException {
        return new Peer(socket.accept());
    }

    /** {@return the next connection, after the greeting of today} */
    Peer greet() throws IOException {
        Peer peer = accept();
        peer.expect(Frame.handshake());
        peer.expect(Operation.PING);
        peer.send(peer.read(Integer.BYTES));
        return peer;
    }

    /** {@return the next connection, after the greeting of a server of ours} */
    Peer greetAsOurs() throws IOException {
        Peer peer = accept();
        peer.expect(Frame.handshake());
        peer.expect(Operation.PING);
        int nonce = ByteBuffer.wrap(peer.read(Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        byte[] answer = ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(OwnPing.answer(nonce))
                .array();
        peer.send(answer);
        return peer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
