package dev.rendezvous.tcpstore.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.tck.BackgroundCall;
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

    /** {@return a client that has connected, and the server's end of its connection} */
    Pair connect(TcpStoreClient.Builder builder) throws Exception {
        BackgroundCall<TcpStoreClient> connecting = BackgroundCall.start(builder::connect);
        Peer peer = greet();
        return new Pair(connecting.result(), peer);
    }

    Pair connect() throws Exception {
        return connect(client());
    }

    /** Plays a server that answers for missing keys too, as it is asked on a connection of its own. */
    void answerProbe() throws IOException {
        try (Peer probe = greet()) {
            probe.expect(Operation.GET);
            probe.read(Long.BYTES);
            probe.send(Frame.answer(""));
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A client and the server's end of its connection. */
    record Pair(TcpStoreClient client, Peer peer) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            peer.close();
            client.close();
        }
    }
}
