package dev.rendezvous.tcpstore.client.transport;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Reads the answers of one connection, which come in the order of the requests, and gives each to the thread that waits for it. */
final class AnswerReader {

    private static final int READ_SIZE = 16 << 10;
    private static final int KEPT = 1 << 20;

    private final ClientTransport transport;
    private final LongConsumer whenConfirmed;

    /** Added to under the lock of the connection, in the order of the bytes; taken from by the one that reads. */
    private final Queue<Exchange<?>> owed = new ConcurrentLinkedQueue<>();

    /** For the one that reads. */
    private ByteBuffer in;

    private long confirmed;

    /**
     * Makes a reader that expects no answer.
     *
     * @param whenConfirmed is told the number of the last request without an answer that an answer shows to have been done
     */
    AnswerReader(ClientTransport transport, LongConsumer whenConfirmed) {
        this.transport = transport;
        this.whenConfirmed = whenConfirmed;
        this.in = buffer(Math.max(READ_SIZE, transport.room()));
    }

    /** Awaits an answer behind all others. For the holder of the connection's lock. */
    void expect(Exchange<?> exchange) {
        owed.add(exchange);
    }

    /** {@return whether all answers have come} */
    boolean isOwedNothing() {
        return owed.isEmpty();
    }

    /**
     * Takes what has come, without waiting. For one thread at a time.
     *
     * @throws IOException if no more will come, or if it is nonsense
     */
    void read() throws IOException {
        do {
            if (in.remaining() < transport.room()) {
                in = grown();
            }
            if (transport.read(in) < 0) {
                throw new EOFException("the server has closed the connection");
            }
            in.flip();
            takeAnswers();
            in.compact();
        } while (transport.hasMore());
        if (in.position() == 0 && in.capacity() > KEPT) {
            in = buffer(READ_SIZE);
        }
    }

    /** {@return whether a thread waits for an answer and can do the reading} It is woken. */
    boolean wakeNext() {
        for (Exchange<?> exchange : owed) {
            if (exchange.isAwaited()) {
                LockSupport.unpark(exchange.owner());
                return true;
            }
        }
        return false;
    }

    /**
     * Ends it: no answer comes any more. For the holder of the connection's lock.
     *
     * @param offered how many bytes of the requests the network may have
     */
    void end(Throwable why, long offered) {
        for (Exchange<?> exchange = owed.poll(); exchange != null; exchange = owed.poll()) {
            exchange.fail(why, offered);
        }
    }

    private void takeAnswers() throws ProtocolException {
        Exchange<?> next = owed.peek();
        while (next != null && next.read(in)) {
            confirm(next.mark());
            // Not there any more: the connection broke down meanwhile, and the call with it.
            if (owed.remove(next)) {
                next.complete();
            }
            next = owed.peek();
        }
        if (next == null && in.hasRemaining()) {
            throw new ProtocolException("it answers without a request");
        }
    }

    private void confirm(long mark) {
        if (mark != confirmed) {
            confirmed = mark;
            whenConfirmed.accept(mark);
        }
    }

    private ByteBuffer grown() {
        int doubled = (int) Math.min(2L * in.capacity(), Integer.MAX_VALUE - Long.BYTES);
        return buffer(Math.max(doubled, Math.addExact(in.position(), transport.room())))
                .put(in.flip());
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
