package dev.rendezvous.tcpstore.client.transport;

import dev.rendezvous.tcpstore.client.request.BrokenConnectionException;
import dev.rendezvous.tcpstore.client.request.Call;
import dev.rendezvous.tcpstore.client.request.ClientMessages;
import dev.rendezvous.tcpstore.client.request.Reply;
import dev.rendezvous.tcpstore.client.request.Unconfirmed;
import dev.rendezvous.tcpstore.wire.Deadline;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a server, for many threads at once and without a thread of its own.
 *
 * <p>Requests are written one after the other without waiting for answers, and answers come in the order of the requests. A
 * thread adds its request to the {@link RequestWriter}, and writes all that is in there unless another thread is writing. Of the threads
 * that wait for answers one drives: it waits for the network, reads what comes for all of them, and wakes those whose answers have
 * come. When its own answer has come, it hands over to the thread whose answer is next. So a single thread makes one write and one
 * read for a call, and many threads share theirs.
 *
 * <p>A thread that is interrupted leaves its answer behind. The next thread that drives reads and drops it.
 *
 * <p>A WAIT needs a connection of its own, since the byte that ends it comes at any time: see {@link #tryLease()}.
 */
public final class ClientConnection {

    private static final long IDLE = TimeUnit.SECONDS.toNanos(1);

    private final ClientTransport transport;
    private final ChannelWatch watch;

    /** Held for moments only: no waiting and no network inside. */
    private final ReentrantLock lock = new ReentrantLock();

    private final RequestWriter writer;
    private final AnswerReader reader;
    private final SingleFlight driving = new SingleFlight(this::breakDown);
    private final Unconfirmed unconfirmed = new Unconfirmed();
    private @Nullable Thread lessee;
    private @Nullable Throwable reason;
    private final LongSupplier nanoClock;
    private volatile long lastUse;
    private volatile boolean broken;
    private volatile boolean ours;

    /** Takes over a connection. The clock tells how long it has been idle. */
    public ClientConnection(ClientTransport transport, ChannelWatch watch, LongSupplier nanoClock) {
        this.transport = transport;
        this.watch = watch;
        this.nanoClock = nanoClock;
        this.lastUse = nanoClock.getAsLong();
        // The thread that drives waits for room too.
        this.writer = new RequestWriter(transport, lock, watch::wakeup, this::breakDown);
        this.reader = new AnswerReader(transport, this::confirm);
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @param limit when the server is given up, and the connection with it
     * @return the answer
     * @throws InterruptedException if the thread is interrupted; the request may have been sent then
     */
    public <T> T call(Call call, Reply<T> reply, Deadline limit)
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
    public void send(Call call, Deadline limit)
            throws BrokenConnectionException, LeasedException, InterruptedException {
        Exchange<Boolean> exchange = enqueue(call);
        writer.flush();
        if (writer.isThrough(exchange)) {
            return;
        }
        await(exchange, limit);
        if (!exchange.isOver()) {
            giveUp(exchange);
        }
        exchange.answer();
    }

    /** Sends a request whose answer is waited for later. */
    public <T> Exchange<T> begin(Call call, Reply<T> reply) throws BrokenConnectionException, LeasedException {
        Exchange<T> exchange;
        lock.lock();
        try {
            checkUsable();
            exchange = Exchange.answered(call, reply.anew(), writer.added(), unconfirmed.mark());
            reader.expect(exchange);
            writer.add(call);
        } finally {
            lock.unlock();
        }
        writer.flush();
        return exchange;
    }

    /**
     * Waits for an answer.
     *
     * @return the answer; empty if it has not come up to the deadline, and is still owed, or if the request has none
     */
    public <T> Optional<T> await(Exchange<T> exchange, Deadline deadline)
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
     * @return false if a thread waits for an answer, or if a request is not confirmed: a later one on another connection could
     *     then overtake it
     */
    public boolean tryLease() {
        lock.lock();
        try {
            boolean free = !broken && lessee == null && reader.isOwedNothing() && unconfirmed.isEmpty();
            if (free) {
                lessee = Thread.currentThread();
            }
            return free;
        } finally {
            lock.unlock();
        }
    }

    /** Reserves the connection for this thread. The thread that had it before does not use it any more. */
    public void takeLease() {
        lock.lock();
        try {
            lessee = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    /** Leaves the connection to all threads. */
    public void endLease() {
        lock.lock();
        try {
            lessee = null;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether the server is one of ours} */
    public boolean isOurs() {
        return ours;
    }

    public boolean hasShownCertificate() {
        return transport.hasShownCertificate();
    }

    public void markAsOurs() {
        ours = true;
    }

    /** {@return whether it has not broken, as far as is known} */
    public boolean isUsable() {
        return !broken;
    }

    /** {@return what broke it} */
    public Throwable reason() {
        lock.lock();
        try {
            return reason == null ? new IOException("nothing") : reason;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether it has broken; where it has been idle for long, finds out by looking at the network} */
    public boolean isStale() {
        if (nanoClock.getAsLong() - lastUse > IDLE && reader.isOwedNothing() && driving.take(this::look)) {
            handOver();
        }
        return broken;
    }

    public boolean hasUnconfirmed() {
        lock.lock();
        try {
            return !unconfirmed.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** {@return the requests that the server may have done or not} Each is returned once. */
    public Unconfirmed.Doubt takeDoubt() {
        lock.lock();
        try {
            return unconfirmed.take();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the connection, and all calls that wait, with a reason. Does nothing the second time. */
    public void breakDown(Throwable why) {
        lock.lock();
        try {
            if (broken) {
                return;
            }
            reason = why;
            broken = true;
            unconfirmed.withdraw(writer.neverLeft());
            reader.end(why, writer.offered());
            writer.end(why);
        } finally {
            lock.unlock();
        }
        watch.close();
        transport.close();
    }

    /** The server is late. If the answer has come at this very moment, the thread that reads it is about to say so. */
    private void giveUp(Exchange<?> exchange) {
        breakDown(new SocketTimeoutException(
                "the server has not answered " + exchange.call().description() + " in time"));
        while (!exchange.isOver()) {
            Thread.onSpinWait();
        }
    }

    private Exchange<Boolean> enqueue(Call call) throws BrokenConnectionException, LeasedException {
        lock.lock();
        try {
            checkUsable();
            Exchange<Boolean> exchange = Exchange.unanswered(call, writer.added());
            if (call.isUpdate()) {
                unconfirmed.add(call.description());
            }
            writer.add(exchange);
            return exchange;
        } finally {
            lock.unlock();
        }
    }

    private void checkUsable() throws BrokenConnectionException, LeasedException {
        if (reason != null) {
            throw new BrokenConnectionException(false, reason);
        }
        if (lessee != null && lessee != Thread.currentThread()) {
            throw new LeasedException();
        }
        lastUse = nanoClock.getAsLong();
    }

    /**
     * Drives the connection unless another thread does. A thread that only waits for its request to be written must not wait on the
     * network, where it would not be woken when that has happened.
     */
    private void driveOrPark(Exchange<?> mine, Deadline deadline) {
        // Asked again in the turn, since from then on no other thread finds out that there is room.
        if (isOthersBusiness(mine) || !driving.take(() -> driveFor(mine, deadline))) {
            LockSupport.parkNanos(this, deadline.left());
        }
    }

    private void driveFor(Exchange<?> mine, Deadline deadline) throws IOException {
        if (!isOthersBusiness(mine)) {
            drive(deadline);
        }
    }

    private boolean isOthersBusiness(Exchange<?> mine) {
        return !mine.isAnswered() && !writer.isFull();
    }

    private void drive(Deadline deadline) throws IOException {
        int wanted = writer.isFull() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        int ready = watch.await(wanted, deadline.left());
        if ((ready & SelectionKey.OP_WRITE) != 0) {
            writer.resume();
        }
        if ((ready & SelectionKey.OP_READ) != 0) {
            reader.read();
        }
    }

    private void look() throws IOException {
        if (watch.await(SelectionKey.OP_READ, 0) != 0) {
            reader.read();
        }
    }

    private void confirm(long mark) {
        lock.lock();
        try {
            unconfirmed.confirm(mark);
        } finally {
            lock.unlock();
        }
    }

    /** If no thread drives, wakes one that can. */
    private void handOver() {
        if (driving.isTaken() || broken) {
            return;
        }
        if (!reader.wakeNext() && writer.isFull()) {
            writer.wakeOne();
        }
    }
}
