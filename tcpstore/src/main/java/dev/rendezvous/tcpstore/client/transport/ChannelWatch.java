package dev.rendezvous.tcpstore.client.transport;

import dev.rendezvous.tcpstore.wire.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * Waits for a channel to be ready. Unlike a read of a blocking channel, the wait has a bound, and an interrupt ends it without
 * closing the channel. One thread waits at a time.
 */
public final class ChannelWatch implements Closeable {

    private final Selector selector;
    private final SelectionKey key;

    private ChannelWatch(Selector selector, SelectionKey key) {
        this.selector = selector;
        this.key = key;
    }

    /** {@return a watch of a channel, which does not block any more} */
    public static ChannelWatch of(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        Selector selector = Selector.open();
        try {
            return new ChannelWatch(selector, channel.register(selector, 0));
        } catch (IOException e) {
            selector.close();
            throw e;
        }
    }

    /**
     * Waits for one of the operations.
     *
     * @return those of the operations that are possible now; 0 if the time is over, the thread is interrupted or woken
     * @throws IOException if the watch is closed
     */
    int await(int operations, long nanos) throws IOException {
        try {
            if (key.interestOps() != operations) {
                key.interestOps(operations);
            }
            select(nanos);
            return selector.selectedKeys().remove(key) ? key.readyOps() : 0;
        } catch (ClosedSelectorException | CancelledKeyException e) {
            throw new IOException("the connection was closed", e);
        }
    }

    private void select(long nanos) throws IOException {
        if (nanos <= 0) {
            selector.selectNow();
        } else {
            // Rounded up, so that the last millisecond is not spent in a loop.
            selector.select(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
        }
    }

    /** Waits for one of the operations, and no longer than up to the deadline. */
    public void awaitOrThrow(int operations, Deadline deadline) throws IOException, InterruptedException {
        while (await(operations, deadline.left()) == 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while connecting");
            }
            if (deadline.isOver()) {
                throw new SocketTimeoutException("no answer");
            }
        }
    }

    /** Ends the wait that goes on, or else the next one. */
    void wakeup() {
        selector.wakeup();
    }

    /** Ends the wait that goes on, and lets go of the channel, which can only then be closed for good. */
    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            System.getLogger(ChannelWatch.class.getName())
                    .log(System.Logger.Level.DEBUG, "a selector was closed badly", e);
        }
    }
}
