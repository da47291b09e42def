package dev.rendezvous.tcpstore.client.transport;

import dev.rendezvous.tcpstore.client.request.BrokenConnectionException;
import dev.rendezvous.tcpstore.client.request.Call;
import dev.rendezvous.tcpstore.client.request.Reply;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way: over when its answer has come, or, where none is owed, when it has been written.
 *
 * @param <T> what the answer says
 */
public final class Exchange<T> {

    /** The answer of a request that has none: never read. */
    private static final Reply<Boolean> NONE = in -> Optional.empty();

    private final Call call;
    private final Reply<T> reply;
    private final long start;
    private final long mark;
    private final Thread owner = Thread.currentThread();
    private @Nullable T answer;
    private @Nullable Throwable failure;
    private boolean maybeDone;
    private volatile boolean over;
    private volatile boolean abandoned;

    private Exchange(Call call, Reply<T> reply, long start, long mark) {
        this.call = call;
        this.reply = reply;
        this.start = start;
        this.mark = mark;
    }

    /**
     * {@return a request of the current thread, which waits for the answer}
     *
     * @param start how many bytes were to be written before it
     * @param mark the number of the last request before it that has no answer
     */
    static <T> Exchange<T> answered(Call call, Reply<T> reply, long start, long mark) {
        return new Exchange<>(call, reply, start, mark);
    }

    /** {@return a request of the current thread that has no answer} */
    static Exchange<Boolean> unanswered(Call call, long start) {
        return new Exchange<>(call, NONE, start, 0);
    }

    Call call() {
        return call;
    }

    long mark() {
        return mark;
    }

    boolean isAnswered() {
        return reply != NONE;
    }

    /** {@return how many bytes have been written when all of this request is} */
    long end() {
        return start + call.frame().length;
    }

    /** {@return whether the network may have some of it, where so many bytes were handed to the one that writes} */
    boolean hasLeft(long offered) {
        return offered > start;
    }

    /** {@return whether the answer was there, and has been read} */
    boolean read(ByteBuffer in) throws ProtocolException {
        Optional<T> read = reply.read(in);
        read.ifPresent(value -> answer = value);
        return read.isPresent();
    }

    /** Lets the owner go on. */
    void complete() {
        over = true;
        LockSupport.unpark(owner);
    }

    /**
     * Lets the owner go on, without an answer.
     *
     * @param offered how many bytes had been handed to the one that writes when it failed
     */
    void fail(Throwable reason, long offered) {
        failure = reason;
        maybeDone = hasLeft(offered);
        complete();
    }

    boolean isOver() {
        return over;
    }

    /** No thread waits for the answer any more. It still comes, and must be read. */
    void abandon() {
        abandoned = true;
    }

    /** {@return whether the owner could do the reading} */
    boolean isAwaited() {
        return !over && !abandoned;
    }

    Thread owner() {
        return owner;
    }

    /** {@return the answer, once it is over; empty if there is none to this request} */
    Optional<T> answer() throws BrokenConnectionException {
        if (failure != null) {
            throw new BrokenConnectionException(maybeDone, mark, failure);
        }
        return Optional.ofNullable(answer);
    }
}
