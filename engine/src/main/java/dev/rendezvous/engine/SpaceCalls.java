package dev.rendezvous.engine;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.engine.message.Answer;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.message.Operation.Put;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the operations of the protocol on a space, each with a time-out. Answers and hints are handed on, on the threads of the
 * space; an answer that comes after its time-out is ignored.
 */
final class SpaceCalls {

    private final CoordinationSpace space;
    private final String service;
    private final Duration timeout;
    private final Duration linger;
    private final BiConsumer<Integer, Answer> answers;
    private final Consumer<String> hints;
    private final Map<Long, Lease> leases = new ConcurrentHashMap<>();
    private final Map<String, AutoCloseable> watches = new ConcurrentHashMap<>();

    SpaceCalls(
            CoordinationSpace space,
            String service,
            Duration timeout,
            Duration linger,
            BiConsumer<Integer, Answer> answers,
            Consumer<String> hints) {
        this.space = space;
        this.service = service;
        this.timeout = timeout;
        this.linger = linger;
        this.answers = answers;
        this.hints = hints;
    }

    void send(int id, Operation operation) {
        CompletableFuture<Answer> answer;
        try {
            answer = start(operation).toCompletableFuture().copy();
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        CompletableFuture<Answer> unused = answer.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((result, failure) -> answers.accept(id, result == null ? failed(failure) : result));
    }

    void unwatch(String prefix) {
        AutoCloseable watch = watches.remove(prefix);
        if (watch != null) {
            Quietly.close(watch);
        }
    }

    private CompletionStage<Answer> start(Operation operation) {
        if (operation instanceof Operation.Grant grant) {
            return space.grant(Duration.ofNanos(grant.ttl())).thenApply(lease -> granted(grant.lease(), lease));
        }
        if (operation instanceof Operation.KeepAlive keep) {
            Lease lease = leases.get(keep.lease());
            return lease == null
                    ? answered(new Answer.Alive(false))
                    : lease.keepAlive().thenApply(Answer.Alive::new);
        }
        if (operation instanceof Operation.Revoke revoke) {
            Lease lease = leases.remove(revoke.lease());
            return lease == null ? answered(new Answer.Done()) : done(lease.revoke());
        }
        if (operation instanceof Operation.Get get) {
            return space.get(get.key()).thenApply(Answer.Found::new);
        }
        if (operation instanceof Operation.ListBelow list) {
            return space.list(list.prefix()).thenApply(Answer.Listed::new);
        }
        return startChange(operation);
    }

    private CompletionStage<Answer> startChange(Operation operation) {
        if (operation instanceof Put put) {
            return life(put)
                    .map(life -> space.put(put.key(), put.value(), put.precondition(), life)
                            .<Answer>thenApply(Answer.Written::new))
                    .orElseGet(() -> answered(new Answer.Written(new WriteOutcome.LeaseLost())));
        }
        if (operation instanceof Operation.PutThenList both) {
            return putThenList(both);
        }
        if (operation instanceof Operation.Delete delete) {
            return space.delete(delete.key(), delete.version()).thenApply(Answer.Written::new);
        }
        if (operation instanceof Operation.Watch watch) {
            return watch(watch.prefix());
        }
        if (operation instanceof Operation.Touch touch) {
            return done(space.touch(touch.keyOrPrefix()));
        }
        return done(space.deleteAll(((Operation.DeleteAll) operation).prefix()));
    }

    private CompletionStage<Answer> putThenList(Operation.PutThenList both) {
        Put put = both.put();
        return life(put)
                .map(life -> space.putThenList(put.key(), put.value(), put.precondition(), life, both.prefix())
                        .<Answer>thenApply(look -> new Answer.WrittenAndListed(look.outcome(), look.listing())))
                .orElseGet(() -> answered(new Answer.WrittenAndListed(new WriteOutcome.LeaseLost(), Optional.empty())));
    }

    private CompletionStage<Answer> watch(String prefix) {
        return space.watch(prefix, () -> hints.accept(prefix)).thenApply(watch -> {
            AutoCloseable old = watches.put(prefix, watch);
            if (old != null) {
                Quietly.close(old);
            }
            return new Answer.Done();
        });
    }

    private Answer granted(long id, Lease lease) {
        leases.put(id, lease);
        return new Answer.Granted(lease.ttl().toNanos());
    }

    /** {@return how long the key lives; empty if the lease is gone} */
    private Optional<Life> life(Put put) {
        return put.lease() == 0
                ? Optional.of(new Life.Linger(linger))
                : Optional.ofNullable(leases.get(put.lease())).map(Life.Leased::new);
    }

    private static CompletionStage<Answer> done(CompletionStage<?> stage) {
        return stage.thenApply(ignored -> new Answer.Done());
    }

    private static CompletionStage<Answer> answered(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    /** {@return what a failure means: without contact the protocol tries again, everything else is final} */
    private Answer failed(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure == null ? new IllegalStateException("the space answered null") : failure;
        if (cause instanceof TimeoutException) {
            return new Answer.NoContact(new RendezvousConnectionException(
                    service + " gave no answer within " + timeout.toMillis() + " ms", cause));
        }
        return cause instanceof RendezvousConnectionException ? new Answer.NoContact(cause) : new Answer.Refused(cause);
    }
}
