package dev.rendezvous.engine.store;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousConnectionException.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Waits for the answers of a space: interruptible, for a bounded time, and no longer than until the store is closed. Thread-safe. */
final class RoundRequests {

    private final String store;
    private final Duration limit;
    private final Map<Long, CompletableFuture<?>> open = new ConcurrentHashMap<>();
    private final AtomicLong sent = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Makes the requests of a store.
     *
     * @param store its name, for messages
     * @param limit how long to wait for an answer
     */
    RoundRequests(String store, Duration limit) {
        this.store = store;
        this.limit = limit;
    }

    /** Throws if the store is closed or the thread is interrupted, so that nothing is sent then. */
    void checkMaySend() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (closed.getCount() == 0) {
            throw closedException();
        }
    }

    /** {@return the answer to a call that changes nothing} */
    <T> T read(CompletionStage<T> stage) throws InterruptedException {
        return answer(stage, Outcome.NOT_APPLICABLE);
    }

    /** {@return the answer to a call that may change something} */
    <T> T written(CompletionStage<T> stage) throws InterruptedException {
        return answer(stage, Outcome.UNKNOWN);
    }

    private <T> T answer(CompletionStage<T> stage, Outcome outcome) throws InterruptedException {
        CompletableFuture<T> answer = stage.toCompletableFuture().copy();
        long number = sent.incrementAndGet();
        open.put(number, answer);
        try {
            if (closed.getCount() == 0) {
                throw closedException();
            }
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new RendezvousConnectionException(
                    store + ": the coordination service did not answer within " + limit.toMillis() + " ms", outcome, e);
        } finally {
            open.remove(number);
        }
    }

    /** Waits, unless the store is closed. */
    void pause(Duration time) throws InterruptedException {
        if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            throw closedException();
        }
    }

    void close() {
        closed.countDown();
        open.values().forEach(answer -> answer.completeExceptionally(closedException()));
    }

    IllegalStateException closedException() {
        return new IllegalStateException(store + " is closed");
    }
}
