package dev.rendezvous.engine;

import dev.rendezvous.engine.message.Action.Call;
import dev.rendezvous.engine.message.Action.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The calls of the program that wait for the protocol. Calls of one kind share the reply. */
final class PendingCalls {

    private final Map<Call, List<CompletableFuture<Outcome>>> open = new EnumMap<>(Call.class);

    /** Registers a call, before its event is posted. */
    Waiting open(Call call) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        synchronized (open) {
            open.computeIfAbsent(call, kind -> new ArrayList<>()).add(outcome);
        }
        return new Waiting(outcome);
    }

    void reply(Call call, Outcome outcome) {
        taken(call).forEach(future -> future.complete(outcome));
    }

    void replyAll(Outcome outcome) {
        for (Call call : Call.values()) {
            reply(call, outcome);
        }
    }

    void fail(Call call, RuntimeException failure) {
        taken(call).forEach(future -> future.completeExceptionally(failure));
    }

    void failAll(RuntimeException failure) {
        for (Call call : Call.values()) {
            fail(call, failure);
        }
    }

    private List<CompletableFuture<Outcome>> taken(Call call) {
        synchronized (open) {
            List<CompletableFuture<Outcome>> waiting = open.remove(call);
            return waiting == null ? List.of() : waiting;
        }
    }

    /** A call that waits. */
    record Waiting(CompletableFuture<Outcome> future) {

        /**
         * {@return the outcome; empty if there is none within the limit}
         *
         * @throws IllegalStateException if the handler is closed meanwhile
         * @throws InterruptedException if the thread is interrupted
         */
        Optional<Outcome> await(Duration limit) throws InterruptedException {
            try {
                return Optional.of(future.get(limit.toNanos(), TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                return Optional.empty();
            } catch (ExecutionException e) {
                throw new IllegalStateException(
                        e.getCause() == null ? null : e.getCause().getMessage(), e);
            }
        }
    }
}
