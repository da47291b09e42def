package dev.rendezvous.benchmarks.store;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Many clients of one server, on one thread: each says one thing, waits for its answer, and says the next. */
final class Crowd implements AutoCloseable {

    private final Selector selector = Selector.open();
    private final List<Member> members = new ArrayList<>();
    private int atWork;

    Crowd(int port, int size) throws IOException {
        for (int i = 0; i < size; i++) {
            members.add(new Member(port));
        }
        everybody(Frames.hello(), Frames.HELLO_ANSWER);
    }

    /** Lets each send the same, and returns when all answers have come. */
    void everybody(byte[] request, int answer) throws IOException {
        tell(request, answer);
        receiveAll();
    }

    /** Lets each send the same, maybe nothing, for which {@link #receiveAll} gets the answers. */
    void tell(byte[] request, int answer) throws IOException {
        for (Member member : members) {
            member.ask(request, answer, false);
        }
    }

    /** Lets each count itself in and wait for the last one to come. The last one says so. Returns when all have heard it. */
    void join(String counter, String last) throws IOException {
        for (Member member : members) {
            member.ask(Frames.add(counter, 1), Frames.NUMBER, true);
        }
        while (atWork > 0) {
            for (Member member : ready()) {
                if (member.hasRead() && member.isJoining) {
                    boolean isLast = member.in.getLong(0) == members.size();
                    if (isLast) {
                        member.write(Frames.set(last, new byte[0]));
                    }
                    member.ask(Frames.await(last), 1, false);
                }
            }
        }
    }

    /** Returns when each has its answer. */
    void receiveAll() throws IOException {
        while (atWork > 0) {
            for (Member member : ready()) {
                member.hasRead();
            }
        }
    }

    private List<Member> ready() throws IOException {
        List<Member> ready = new ArrayList<>();
        selector.select(key -> ready.add((Member) key.attachment()));
        return ready;
    }

    @Override
    public void close() throws IOException {
        for (Member member : members) {
            member.channel.close();
        }
        selector.close();
    }

    /** One client. Its requests are so short that the network takes each at once. */
    private final class Member {

        final SocketChannel channel;
        final ByteBuffer in = ByteBuffer.allocate(Frames.NUMBER).order(ByteOrder.LITTLE_ENDIAN);
        boolean isJoining;

        Member(int port) throws IOException {
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void ask(byte[] request, int answer, boolean joining) throws IOException {
            isJoining = joining;
            in.clear().limit(answer);
            atWork++;
            write(request);
        }

        void write(byte[] request) throws IOException {
            if (channel.write(ByteBuffer.wrap(request)) < request.length) {
                throw new IOException("the network did not take " + request.length + " bytes at once");
            }
        }

        /** {@return whether the answer is complete} */
        boolean hasRead() throws IOException {
            if (channel.read(in) < 0) {
                throw new EOFException("the server has closed the connection");
            }
            if (in.hasRemaining()) {
                return false;
            }
            atWork--;
            return true;
        }
    }
}
