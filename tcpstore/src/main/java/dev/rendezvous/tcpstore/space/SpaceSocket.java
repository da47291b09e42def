package dev.rendezvous.tcpstore.space;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.frame.CellReply;
import dev.rendezvous.tcpstore.frame.CellReplyCodec;
import dev.rendezvous.tcpstore.frame.CellRequest;
import dev.rendezvous.tcpstore.frame.CellRequestCodec;
import dev.rendezvous.tcpstore.frame.FrameException;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/** A connection that has been greeted. One thread reads; any thread writes. */
final class SpaceSocket implements Closeable {

    /** The most bytes of a reply: a list of all members of a large group has less. */
    private static final int MAX_REPLY = 64 << 20;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] run;
    private final ReentrantLock writing = new ReentrantLock();

    SpaceSocket(Socket socket, String run) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.run = run.getBytes(US_ASCII);
    }

    void send(CellRequest.Frame frame) throws IOException {
        byte[] body = CellRequestCodec.write(frame);
        ByteBuffer request = ByteBuffer.allocate(1 + 2 * Long.BYTES + run.length + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(Operation.CELLS.code(Dialect.CURRENT))
                .putLong(run.length)
                .put(run)
                .putLong(body.length)
                .put(body);
        writing.lock();
        try {
            out.write(request.array());
            out.flush();
        } finally {
            writing.unlock();
        }
    }

    /**
     * {@return the next reply or hint}
     *
     * @param whenSilent called now and then while nothing comes; it throws to give up
     */
    CellReply.Frame receive(Silence whenSilent) throws IOException {
        long length = ByteBuffer.wrap(read(Long.BYTES, whenSilent))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        if (length < 0 || length > MAX_REPLY) {
            throw new ProtocolException("expected a reply of at most " + MAX_REPLY + " bytes, but got " + length);
        }
        try {
            return CellReplyCodec.read(ByteBuffer.wrap(read((int) length, whenSilent)));
        } catch (FrameException e) {
            throw new ProtocolException("expected a reply about cells: " + e.getMessage());
        }
    }

    /** What is done while nothing comes. */
    interface Silence {
        void look() throws IOException;
    }

    /** A time-out in the middle loses nothing. Memory grows with the bytes that have come. */
    private byte[] read(int count, Silence whenSilent) throws IOException {
        byte[] bytes = new byte[Math.min(count, 1 << 16)];
        int got = 0;
        while (got < count) {
            if (got == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(count, 2L * got));
            }
            got += readSome(bytes, got, whenSilent);
        }
        return bytes;
    }

    private int readSome(byte[] bytes, int from, Silence whenSilent) throws IOException {
        try {
            int count = in.read(bytes, from, bytes.length - from);
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            return count;
        } catch (SocketTimeoutException nothing) {
            whenSilent.look();
            return 0;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is closed all the same.
        }
    }
}
