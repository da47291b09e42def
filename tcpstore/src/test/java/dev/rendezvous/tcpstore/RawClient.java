package dev.rendezvous.tcpstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.server.TcpStoreServer;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** A socket to a server, for what no decent client would send. No read waits for more than ten seconds. */
public final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private static final int MOMENT_MILLIS = 10;

    private final Socket socket;
    private final InputStream in;

    public RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    /** {@return a client that has sent nothing, as those of PyTorch 1.13 begin} */
    public static RawClient silent(TcpStoreServer server) throws IOException {
        return to(server.address());
    }

    public static RawClient to(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.connect(address, PATIENCE_MILLIS);
        return new RawClient(socket);
    }

    /** {@return a client that has said the handshake, as those of PyTorch 2.2 and later begin} */
    public static RawClient current(TcpStoreServer server) throws IOException {
        return silent(server).send(Frame.handshake());
    }

    public static RawClient of(TcpStoreServer server, Dialect dialect) throws IOException {
        return dialect == Dialect.CURRENT ? current(server) : silent(server);
    }

    public Socket socket() {
        return socket;
    }

    public RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    public RawClient send(Frame frame) throws IOException {
        return send(frame.bytes());
    }

    public byte[] read(int count) throws IOException {
        return in.readNBytes(count);
    }

    public RawClient answers(byte[] expected) throws IOException {
        assertThat(read(expected.length)).containsExactly(expected);
        return this;
    }

    public RawClient answers(int status) throws IOException {
        return answers(new byte[] {(byte) status});
    }

    public RawClient answers(String text) throws IOException {
        return answers(Frame.answer(text));
    }

    public RawClient answers(long number) throws IOException {
        return answers(Frame.answer(number));
    }

    /** Asks for the number of keys, which every dialect has, so that an answer that should not be there would be in the way. */
    public RawClient answersNothingElse(Dialect dialect, long numKeys) throws IOException {
        return send(Frame.of(Operation.GET_NUM_KEYS, dialect)).answers(numKeys);
    }

    /** Reads to the end, whether the server says goodbye or not. */
    public void isClosedByServer() throws IOException {
        try {
            assertThat(in.readAllBytes()).isEmpty();
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    /** {@return whether the server has closed; looks for a moment only} */
    public boolean isAtEnd() throws IOException {
        socket.setSoTimeout(MOMENT_MILLIS);
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (SocketException reset) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
