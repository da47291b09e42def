package dev.rendezvous.benchmarks.store;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One blocking connection: a system call to send a request, and one to read its answer. */
final class RawConnection implements AutoCloseable {

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 10);

    RawConnection(int port) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        send(prepared(Frames.hello()));
        receive(Frames.HELLO_ANSWER);
    }

    /** {@return a request that can be sent again and again} */
    static ByteBuffer prepared(byte[] frame) {
        return ByteBuffer.allocateDirect(frame.length).put(frame).flip();
    }

    void send(ByteBuffer request) throws IOException {
        request.rewind();
        while (request.hasRemaining()) {
            channel.write(request);
        }
    }

    /** Reads an answer, and drops it. */
    void receive(int length) throws IOException {
        in.clear().limit(length);
        while (in.hasRemaining()) {
            if (channel.read(in) < 0) {
                throw new EOFException("the server has closed the connection");
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
