package dev.rendezvous.tcpstore;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a server, for many threads at once and without a thread of its own.
 *
 * <p>Requests are written one after the other without waiting for answers, and answers come in the order of the requests. Whoever
 * sends something adds it to the {@link Outbox}, and writes all that is in there unless somebody else is doing so. Of those who
 * wait for answers one drives: it waits for the network, reads what comes for everybody, and wakes those whose answers were
 * there. When its own answer has come it hands over to the one whose answer is next. So a single thread makes one write and one
 * read for a call, and many threads share theirs.
 *
 * <p>A thread that is interrupted leaves its answer behind, to be read and dropped by whoever drives next.
 *
 * <p>A WAIT must have a connection to itself, since the byte that ends it comes when it comes: see {@link #tryLease()}.
 */
final class ClientConnection {

    private static final int READ_SIZE = 16 << 10;
    private static final int KEPT = 1 << 20;
    private static final long IDLE = TimeUnit.SECONDS.toNanos(1);

    private final Line line;
    private final ChannelWatch watch;

    /** Held for moments only: no waiting and no network inside. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Outbox outbox = new Outbox();
    private final Unconfirmed unconfirmed = new Unconfirmed();
    private final Queue<Exchange<?>> unwritten = new ArrayDeque<>();
    private @Nullable Thread lessee;
    private @Nullable Throwable reason;

    /** How many bytes were handed to the one that writes, who may have passed them on to the network before anybody hears of it. */
    private long offered;

    /** Added to under the lock, in the order of the bytes in the outbox; taken from by the one that drives. */
    private final Queue<Exchange<?>> owed = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean writing = new AtomicBoolean();
    private final AtomicBoolean driving = new AtomicBoolean();
    private volatile long added;
    private volatile long taken;
    private volatile long written;
    private volatile long lastUse = System.nanoTime();
    private volatile boolean full;
    private volatile boolean broken;

    /** For the one that writes. */
    private ByteBuffer leaving = ByteBuffer.allocate(0);

    /** For the one that drives. */
    private ByteBuffer in;

    private long confirmed;

    ClientConnection(Line line, ChannelWatch watch) {
        this.line = line;
        this.watch = watch;
        this.in = buffer(Math.max(READ_SIZE, line.room()));
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @param limit when the server is given up, and the connection with it
     * @return the answer
     * @throws InterruptedException if the thread is interrupted; the request may have been sent then
     */
    <T> T call(Call call, Reply<T> reply, Deadline limit)
            throws BrokenConnectionException, LeasedException, InterruptedException {
        Exchange<T> exchange = begin(call, reply);
        Optional<T> answer = await(exchange, limit);
        if (answer.isEmpty()) {
            giveUp(exchange);
            answer = exchange.answer();
        }
        return answer.orElseThrow();
    }

    /**
     * Sends a request that has no answer, and waits until the network has taken it.
     *
     * @param limit when the server is given up, and the connection with it
     */
    void send(Call call, Deadline limit) throws BrokenConnectionException, LeasedException, InterruptedException {
        Exchange<Boolean> exchange = enqueue(call);
        flush();
        if (written >= exchange.end() && !full) {
            return;
        }
        await(exchange, limit);
        if (!exchange.isOver()) {
            giveUp(exchange);
        }
        exchange.answer();
    }

    /** Sends a request whose answer somebody waits for later. */
    <T> Exchange<T> begin(Call call, Reply<T> reply) throws BrokenConnectionException, LeasedException {
        Exchange<T> exchange;
        lock.lock();
        try {
            checkUsable();
            exchange = Exchange.answered(call, reply.anew(), added, unconfirmed.mark());
            owed.add(exchange);
            add(call);
        } finally {
            lock.unlock();
        }
        flush();
        return exchange;
    }

    /**
     * Waits for an answer.
     *
     * @return the answer; empty if it has not come up to the deadline, and is still owed, or if the request has none
     */
    <T> Optional<T> await(Exchange<T> exchange, Deadline deadline)
            throws BrokenConnectionException, InterruptedException {
        try {
            while (!exchange.isOver()) {
                if (Thread.interrupted()) {
                    exchange.abandon();
                    throw new InterruptedException(ClientMessages.interrupted(exchange.call()));
                }
                if (deadline.isOver()) {
                    return Optional.empty();
                }
                driveOrPark(exchange, deadline);
            }
            return exchange.answer();
        } finally {
            handOver();
        }
    }

    /**
     * Reserves the connection for one thread, from now on the only one that uses it.
     *
     * @return false if somebody waits for an answer, or if a request is not confirmed: a later one on another connection could
     *     then overtake it
     */
    boolean tryLease() {
        lock.lock();
        try {
            boolean free = !broken && lessee == null && owed.isEmpty() && unconfirmed.isEmpty();
            if (free) {
                lessee = Thread.currentThread();
            }
            return free;
        } finally {
            lock.unlock();
        }
    }

    /** Reserves the connection for this thread, whoever had it before and does not use it any more. */
    void takeLease() {
        lock.lock();
        try {
            lessee = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    /** Leaves the connection to everybody. */
    void endLease() {
        lock.lock();
        try {
            lessee = null;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether it has not broken, as far as is known} */
    boolean isUsable() {
        return !broken;
    }

    /** {@return what broke it} */
    Throwable reason() {
        lock.lock();
        try {
            return reason == null ? new IOException("nothing") : reason;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether it has broken; where it has been idle for long, finds out by looking at the network} */
    boolean isStale() {
        if (System.nanoTime() - lastUse > IDLE && owed.isEmpty() && driving.compareAndSet(false, true)) {
            try {
                if (watch.await(SelectionKey.OP_READ, 0) != 0) {
                    readAnswers();
                }
            } catch (IOException e) {
                breakDown(e);
            } catch (RuntimeException | Error e) {
                breakDown(e);
                throw e;
            } finally {
                driving.set(false);
                handOver();
            }
        }
        return broken;
    }

    boolean hasUnconfirmed() {
        lock.lock();
        try {
            return !unconfirmed.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** {@return the requests of which nobody knows whether the server has done them, told once} */
    Unconfirmed.Doubt takeDoubt() {
        lock.lock();
        try {
            return unconfirmed.take();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the connection, and all calls that wait, with a reason. Does nothing the second time. */
    void breakDown(Throwable why) {
        lock.lock();
        try {
            if (broken) {
                return;
            }
            reason = why;
            broken = true;
            unconfirmed.withdraw(neverLeft());
            failAll(owed, why);
            failAll(unwritten, why);
        } finally {
            lock.unlock();
        }
        watch.close();
        line.close();
    }

    /** The server is late. If the answer has just come all the same, whoever reads it is about to say so. */
    private void giveUp(Exchange<?> exchange) {
        breakDown(new SocketTimeoutException(
                "the server has not answered " + exchange.call().description() + " in time"));
        while (!exchange.isOver()) {
            Thread.onSpinWait();
        }
    }

    /** {@return how many of the requests that were counted as unconfirmed nobody has begun to write} */
    private long neverLeft() {
        return unwritten.stream()
                .filter(exchange -> exchange.call().isUpdate() && !exchange.hasLeft(offered))
                .count();
    }

    private void failAll(Queue<Exchange<?>> exchanges, Throwable why) {
        for (Exchange<?> exchange = exchanges.poll(); exchange != null; exchange = exchanges.poll()) {
            exchange.fail(why, offered);
        }
    }

    private Exchange<Boolean> enqueue(Call call) throws BrokenConnectionException, LeasedException {
        lock.lock();
        try {
            checkUsable();
            Exchange<Boolean> exchange = Exchange.unanswered(call, added);
            if (call.isUpdate()) {
                unconfirmed.add(call.description());
            }
            unwritten.add(exchange);
            add(call);
            return exchange;
        } finally {
            lock.unlock();
        }
    }

    private void add(Call call) {
        lastUse = System.nanoTime();
        outbox.add(call.frame());
        long all = added + call.frame().length;
        added = all;
    }

    private void checkUsable() throws BrokenConnectionException, LeasedException {
        if (reason != null) {
            throw new BrokenConnectionException(false, reason);
        }
        if (lessee != null && lessee != Thread.currentThread()) {
            throw new LeasedException();
        }
    }

    /** Writes what is there, unless somebody else does, who then also sees what was added before this call. */
    private void flush() {
        while (!full && !broken && written < added && writing.compareAndSet(false, true)) {
            try {
                write();
            } catch (IOException e) {
                breakDown(e);
            } catch (RuntimeException | Error e) {
                // Nobody could go on from the middle of a request, and those who wait have to hear of it.
                breakDown(e);
                throw e;
            } finally {
                writing.set(false);
            }
        }
    }

    private void write() throws IOException {
        boolean all;
        do {
            int before = leaving.position();
            all = line.write(leaving);
            long soFar = taken + leaving.position() - before;
            taken = soFar;
        } while (all && fill());
        if (!all) {
            full = true;
            // Whoever drives has to wait for room too.
            watch.wakeup();
        }
    }

    /** Takes note of what has been written, and gets what was added meanwhile; nothing of it leaves once it was told not to have. */
    private boolean fill() {
        lock.lock();
        try {
            completeWritten();
            if (broken || outbox.isEmpty()) {
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

    /**
     * Does what is to be done for all, unless somebody else does. Who waits only for another thread to write has nothing to do with
     * the network, and would not be woken there when that has happened.
     */
    private void driveOrPark(Exchange<?> mine, Deadline deadline) {
        if (isOthersBusiness(mine) || !driving.compareAndSet(false, true)) {
            LockSupport.parkNanos(this, deadline.left());
            return;
        }
        try {
            // Asked again, since from now on nobody else finds out that there is room.
            if (!isOthersBusiness(mine)) {
                drive(deadline);
            }
        } catch (IOException e) {
            breakDown(e);
        } catch (RuntimeException | Error e) {
            breakDown(e);
            throw e;
        } finally {
            driving.set(false);
        }
    }

    private boolean isOthersBusiness(Exchange<?> mine) {
        return !mine.isAnswered() && !full;
    }

    private void drive(Deadline deadline) throws IOException {
        int wanted = full ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        int ready = watch.await(wanted, deadline.left());
        if ((ready & SelectionKey.OP_WRITE) != 0) {
            full = false;
            if (writing.compareAndSet(false, true)) {
                try {
                    write();
                } finally {
                    writing.set(false);
                }
            }
            flush();
        }
        if ((ready & SelectionKey.OP_READ) != 0) {
            readAnswers();
        }
    }

    private void readAnswers() throws IOException {
        do {
            if (in.remaining() < line.room()) {
                in = grown();
            }
            if (line.read(in) < 0) {
                throw new EOFException("the server has closed the connection");
            }
            in.flip();
            takeAnswers();
            in.compact();
        } while (line.hasMore());
        if (in.position() == 0 && in.capacity() > KEPT) {
            in = buffer(READ_SIZE);
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
            throw new ProtocolException("it says something that nobody has asked for");
        }
    }

    private void confirm(long mark) {
        if (mark == confirmed) {
            return;
        }
        confirmed = mark;
        lock.lock();
        try {
            unconfirmed.confirm(mark);
        } finally {
            lock.unlock();
        }
    }

    /** If nobody drives, wakes somebody who can. */
    private void handOver() {
        if (driving.get() || broken) {
            return;
        }
        for (Exchange<?> exchange : owed) {
            if (exchange.isAwaited()) {
                LockSupport.unpark(exchange.owner());
                return;
            }
        }
        if (full) {
            wakeAWriter();
        }
    }

    private void wakeAWriter() {
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

    private ByteBuffer grown() {
        int doubled = (int) Math.min(2L * in.capacity(), Integer.MAX_VALUE - Long.BYTES);
        return buffer(Math.max(doubled, Math.addExact(in.position(), line.room())))
                .put(in.flip());
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
