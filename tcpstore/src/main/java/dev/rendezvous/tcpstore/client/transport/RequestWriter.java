package dev.rendezvous.tcpstore.client.transport;

import dev.rendezvous.tcpstore.client.request.Call;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Writes the requests of one connection in the order in which they were added. Any thread may {@link #flush}; one of them writes
 * for all. A method for the holder of the lock needs the lock of the connection.
 */
final class RequestWriter {

    private final ClientTransport transport;
    private final ReentrantLock lock;
    private final Runnable whenFull;
    private final SingleFlight turn;
    private final SingleFlight.Work work = this::write;

    private final Outbox outbox = new Outbox();
    private final Queue<Exchange<?>> unwritten = new ArrayDeque<>();

    /** How many bytes the writing thread was given. It may have passed them on to the network before other threads see that. */
    private long offered;

    private volatile long added;
    private volatile long taken;
    private volatile long written;
    private volatile boolean full;
    private volatile boolean ended;

    /** For the one that writes. */
    private ByteBuffer leaving = ByteBuffer.allocate(0);

    /**
     * Makes a writer of nothing.
     *
     * @param lock the lock of the connection
     * @param whenFull is run when the network takes no more for now
     * @param whenFailed is told why nothing more can be written
     */
    RequestWriter(ClientTransport transport, ReentrantLock lock, Runnable whenFull, Consumer<Throwable> whenFailed) {
        this.transport = transport;
        this.lock = lock;
        this.whenFull = whenFull;
        this.turn = new SingleFlight(whenFailed);
    }

    /** {@return how many bytes were added} For the holder of the lock, where the next request begins. */
    long added() {
        return added;
    }

    /** Adds a request that is over when its answer has come. For the holder of the lock. */
    void add(Call call) {
        outbox.add(call.frame());
        long all = added + call.frame().length;
        added = all;
    }

    /** Adds a request that is over when it is written. For the holder of the lock. */
    void add(Exchange<Boolean> unanswered) {
        unwritten.add(unanswered);
        add(unanswered.call());
    }

    /** {@return how many of the updates without an answer no thread has begun to write} For the holder of the lock. */
    long neverLeft() {
        return unwritten.stream()
                .filter(exchange -> exchange.call().isUpdate() && !exchange.hasLeft(offered))
                .count();
    }

    /** {@return how many bytes the network may have} For the holder of the lock. */
    long offered() {
        return offered;
    }

    /** Ends it: a request that no thread has begun to write is not sent any more. For the holder of the lock. */
    void end(Throwable why) {
        ended = true;
        for (Exchange<?> exchange = unwritten.poll(); exchange != null; exchange = unwritten.poll()) {
            exchange.fail(why, offered);
        }
    }

    /** {@return whether the network has not taken all that it was given, so that a thread must wait for room} */
    boolean isFull() {
        return full;
    }

    /** {@return whether the network has taken all of the request, and of what was given to it before} */
    boolean isThrough(Exchange<?> exchange) {
        return written >= exchange.end() && !full;
    }

    /** Writes what is there, unless another thread does, which then also sees what was added before this call. */
    void flush() {
        boolean isMine = true;
        while (isMine && !full && !ended && written < added) {
            isMine = turn.take(work);
        }
    }

    /** Goes on after the network had taken no more, when there is room. */
    void resume() {
        full = false;
        turn.take(work);
        flush();
    }

    /** Wakes one of the threads that wait until their request is written, so that it waits for room. */
    void wakeOne() {
        lock.lock();
        try {
            unwritten.stream()
                    .filter(Exchange::isAwaited)
                    .findFirst()
                    .ifPresent(exchange -> LockSupport.unpark(exchange.owner()));
        } finally {
            lock.unlock();
        }
    }

    private void write() throws IOException {
        boolean all;
        do {
            int before = leaving.position();
            all = transport.write(leaving);
            long soFar = taken + leaving.position() - before;
            taken = soFar;
        } while (all && fill());
        if (!all) {
            full = true;
            whenFull.run();
        }
    }

    /** Takes note of what has been written, and gets what was added meanwhile; nothing of it leaves once it was told not to have. */
    private boolean fill() {
        lock.lock();
        try {
            completeWritten();
            if (ended || outbox.isEmpty()) {
                return false;
            }
            leaving = outbox.next();
            offered = added;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void completeWritten() {
        written = taken;
        for (Exchange<?> next = unwritten.peek(); next != null && next.end() <= written; next = unwritten.peek()) {
            unwritten.remove();
            next.complete();
        }
    }
}
