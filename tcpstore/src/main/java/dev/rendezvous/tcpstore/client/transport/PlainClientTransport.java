package dev.rendezvous.tcpstore.client.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Bytes as they are. */
public final class PlainClientTransport implements ClientTransport {

    /** The JDK copies each write into a buffer of the same size, which the thread then keeps; so it is given pieces. */
    private static final int PIECE = 128 << 10;

    private final SocketChannel channel;

    public PlainClientTransport(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(ByteBuffer in) throws IOException {
        int end = in.limit();
        in.limit(Math.min(end, in.position() + PIECE));
        try {
            return channel.read(in);
        } finally {
            in.limit(end);
        }
    }

    @Override
    public boolean hasMore() {
        return false;
    }

    @Override
    public int room() {
        return 1;
    }

    @Override
    public boolean write(ByteBuffer out) throws IOException {
        int end = out.limit();
        int written = 1;
        while (written > 0 && out.position() < end) {
            out.limit(Math.min(end, out.position() + PIECE));
            try {
                written = channel.write(out);
            } finally {
                out.limit(end);
            }
        }
        return !out.hasRemaining();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(PlainClientTransport.class.getName())
                    .log(System.Logger.Level.DEBUG, "a connection was closed badly", e);
        }
    }
}
