package dev.rendezvous.tcpstore.client.transport;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.client.request.BrokenConnectionException;
import dev.rendezvous.tcpstore.client.request.Call;
import dev.rendezvous.tcpstore.client.request.CallWriter;
import dev.rendezvous.tcpstore.client.request.Key;
import dev.rendezvous.tcpstore.client.request.Replies;
import dev.rendezvous.tcpstore.client.request.Reply;
import dev.rendezvous.tcpstore.wire.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a connection says of its requests when it breaks at a bad moment. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClientConnectionTest {

    private static final CallWriter CALLS = new CallWriter(Dialect.CURRENT);
    private static final Deadline LONG = Deadline.after(Duration.ofSeconds(30));

    private final AtomicLong now = new AtomicLong();
    private final ServerSocketChannel server;
    private final SocketChannel far;
    private final SlowLine line;
    private final ClientConnection connection;

    ClientConnectionTest() throws IOException {
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        SocketChannel near = SocketChannel.open(server.getLocalAddress());
        far = server.accept();
        line = new SlowLine(near);
        connection = new ClientConnection(line, ChannelWatch.of(near), now::get);
    }

    @AfterEach
    void close() throws IOException {
        line.mayReturn.countDown();
        connection.breakDown(new IOException("the test is over"));
        far.close();
        server.close();
    }

    /** Passes on what it is given, and takes its time to say so. */
    private static final class SlowLine implements ClientTransport {

        private final CountDownLatch hasWritten = new CountDownLatch(1);
        private final CountDownLatch mayReturn = new CountDownLatch(1);
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final SocketChannel channel;

        SlowLine(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read(ByteBuffer in) throws IOException {
            return channel.read(in);
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
            if (!out.hasRemaining()) {
                return true;
            }
            while (out.hasRemaining()) {
                written.write(out.get());
            }
            hasWritten.countDown();
            try {
                return mayReturn.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() {
            new PlainClientTransport(channel).close();
        }
    }

    @Test
    void connectionReadsTheNetworkAfterItWasIdle() throws Exception {
        line.mayReturn.countDown();
        far.close();
        assertThat(connection.isStale()).isFalse();

        now.addAndGet(TimeUnit.SECONDS.toNanos(2));
        eventually("the end is seen", connection::isStale);
    }

    @Test
    void sentRequestIsInDoubtBeforeWriterReturns() throws Exception {
        BackgroundCall<Long> adding =
                BackgroundCall.start(() -> connection.call(CALLS.add(Key.of("k"), 1), Replies.NUMBER, LONG));
        assertThat(line.hasWritten.await(30, TimeUnit.SECONDS)).isTrue();
        connection.breakDown(new IOException("the server is gone"));
        line.mayReturn.countDown();
        assertThatThrownBy(adding::result)
                .asInstanceOf(type(BrokenConnectionException.class))
                .returns(true, BrokenConnectionException::isMaybeDone);
    }

    @Test
    void requestReportedAsUnsentIsNeverSent() throws Exception {
        Call first = CALLS.add(Key.of("first"), 1);
        BackgroundCall<Long> adding = BackgroundCall.start(() -> connection.call(first, Replies.NUMBER, LONG));
        assertThat(line.hasWritten.await(30, TimeUnit.SECONDS)).isTrue();
        BackgroundCall<Boolean> setting = BackgroundCall.start(() -> {
                    connection.send(CALLS.set(Key.of("second"), new byte[0]), LONG);
                    return true;
                })
                .untilItWaits();
        connection.breakDown(new IOException("the server is gone"));
        line.mayReturn.countDown();
        assertThatThrownBy(setting::result)
                .asInstanceOf(type(BrokenConnectionException.class))
                .returns(false, BrokenConnectionException::isMaybeDone);
        assertThatThrownBy(adding::result).isInstanceOf(BrokenConnectionException.class);
        assertThat(line.written.toByteArray()).isEqualTo(first.frame());
        assertThat(connection.takeDoubt().isNone()).isTrue();
    }

    @Test
    void connectionWithFailedReaderIsNotUsedAgain() throws Exception {
        line.mayReturn.countDown();
        Reply<Long> failing = in -> {
            throw new IllegalStateException("unexpected");
        };
        BackgroundCall<Long> size = BackgroundCall.start(() -> connection.call(CALLS.size(), failing, LONG));
        far.write(ByteBuffer.wrap(Frame.answer(1)));
        assertThatThrownBy(size::result).isInstanceOf(IllegalStateException.class);
        assertThat(connection.isUsable()).isFalse();
    }
}
