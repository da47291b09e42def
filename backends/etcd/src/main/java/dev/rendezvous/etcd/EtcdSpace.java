package dev.rendezvous.etcd;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Listing;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.PutAndLook;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.etcd.transport.Gateway;
import dev.rendezvous.etcd.transport.LeaseNotFoundException;
import dev.rendezvous.etcd.wire.KeyValue;
import dev.rendezvous.etcd.wire.Request;
import dev.rendezvous.etcd.wire.TxnAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * The keys of a run in etcd. The version of a key is the revision of its last put, its order the revision of the put that created it. All
 * reads are linearizable.
 */
final class EtcdSpace implements CoordinationSpace {

    private final Gateway gateway;
    private final EtcdKeys keys;
    private final LingerLeases lingering;

    /** Makes a space, which owns the gateway. */
    EtcdSpace(Gateway gateway, EtcdKeys keys) {
        this.gateway = gateway;
        this.keys = keys;
        this.lingering = new LingerLeases(gateway, System::nanoTime);
    }

    @Override
    public int maxValueBytes() {
        return EtcdKeys.MAX_VALUE_BYTES;
    }

    @Override
    public CompletionStage<Lease> grant(Duration ttl) {
        return EtcdLease.grant(gateway, LeaseIds.session(), ttl).thenApply(lease -> lease);
    }

    @Override
    public CompletionStage<Optional<Entry>> get(String key) {
        return checked(() -> gateway.call(Request.get(keys.key(key))))
                .thenApply(
                        answer -> KeyValue.of(answer).stream().map(keys::entry).findFirst());
    }

    @Override
    public CompletionStage<Listing> list(String prefix) {
        return checked(() -> gateway.call(Request.list(keys.prefix(prefix))))
                .thenApply(answer -> listing(KeyValue.of(answer)));
    }

    private Listing listing(List<KeyValue> found) {
        return new Listing(found.stream().map(keys::entry).toList());
    }

    @Override
    public CompletionStage<WriteOutcome> put(String key, String value, Precondition precondition, Life life) {
        return write(key, value, precondition, life, Optional.empty())
                .thenApply(this::outcome)
                .exceptionally(EtcdSpace::notWritten);
    }

    @Override
    public CompletionStage<PutAndLook> putThenList(
            String key, String value, Precondition precondition, Life life, String prefix) {
        return checked(() -> write(key, value, precondition, life, Optional.of(keys.prefix(prefix))))
                .thenApply(answer -> new PutAndLook(
                        outcome(answer), Optional.of(listing(answer.ranges().get(1)))))
                .exceptionally(failure -> new PutAndLook(notWritten(failure), Optional.empty()));
    }

    private CompletionStage<TxnAnswer> write(
            String key, String value, Precondition precondition, Life life, Optional<String> list) {
        return checked(() -> {
            String whole = keys.key(key);
            String text = keys.value(key, value);
            long revision = precondition instanceof Precondition.Version version ? version.version() : 0;
            LongFunction<CompletionStage<TxnAnswer>> put =
                    lease -> gateway.call(Request.put(whole, text, revision, lease, list))
                            .thenApply(TxnAnswer::of);
            return life instanceof Life.Leased leased
                    ? put.apply(((EtcdLease) leased.lease()).id())
                    : lingering(((Life.Linger) life).after(), put);
        });
    }

    /** The service may have lost its memory, and the lease of this node with it. Then the write was refused, and gets a new lease. */
    private CompletionStage<TxnAnswer> lingering(Duration after, LongFunction<CompletionStage<TxnAnswer>> put) {
        return lingering
                .lease(after)
                .thenCompose(lease -> put.apply(lease).exceptionallyCompose(failure -> {
                    if (!(cause(failure) instanceof LeaseNotFoundException)) {
                        return CompletableFuture.failedFuture(cause(failure));
                    }
                    lingering.forget(after, lease);
                    return lingering.lease(after).thenCompose(put::apply);
                }));
    }

    @Override
    public CompletionStage<WriteOutcome> delete(String key, long version) {
        return checked(() -> gateway.call(Request.delete(keys.key(key), version)))
                .thenApply(TxnAnswer::of)
                .thenApply(answer -> answer.succeeded()
                        ? new WriteOutcome.Applied(
                                answer.revision(), current(answer).orElseThrow().created())
                        : outcome(answer))
                .exceptionally(EtcdSpace::notWritten);
    }

    private WriteOutcome outcome(TxnAnswer answer) {
        return answer.succeeded()
                ? new WriteOutcome.Applied(
                        current(answer).orElseThrow().modified(),
                        current(answer).orElseThrow().created())
                : new WriteOutcome.Conflict(current(answer).map(keys::entry));
    }

    private static Optional<KeyValue> current(TxnAnswer answer) {
        return answer.ranges().get(0).stream().findFirst();
    }

    /** {@return the outcome of a write without an answer; a final failure is thrown on} */
    private static WriteOutcome notWritten(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof LeaseNotFoundException) {
            return new WriteOutcome.LeaseLost();
        }
        if (cause instanceof RendezvousConnectionException) {
            return new WriteOutcome.Unknown(cause);
        }
        throw new CompletionException(cause);
    }

    @Override
    public CompletionStage<AutoCloseable> watch(String prefix, Runnable lookAgain) {
        return checked(() -> gateway.watch(Request.watch(keys.prefix(prefix)), lookAgain));
    }

    @Override
    public CompletionStage<Boolean> touch(String keyOrPrefix) {
        return checked(() -> gateway.call(Request.leases(keys.key(keyOrPrefix))))
                .thenCompose(answer -> keepAlive(KeyValue.of(answer).stream()
                        .map(KeyValue::lease)
                        .filter(LeaseIds::isLinger)
                        .distinct()
                        .toList()));
    }

    private CompletionStage<Boolean> keepAlive(List<Long> leases) {
        CompletionStage<Boolean> any = CompletableFuture.completedFuture(false);
        for (long lease : leases) {
            any = any.thenCombine(EtcdLease.keepAlive(gateway, lease), Boolean::logicalOr);
        }
        return any;
    }

    @Override
    public CompletionStage<Void> deleteAll(String prefix) {
        return checked(() -> gateway.call(Request.deleteAll(keys.prefix(prefix))))
                .thenAccept(answer -> {});
    }

    @Override
    public CompletionStage<List<Check>> check() {
        return new EtcdCheck(gateway, keys.root()).run();
    }

    @Override
    public void close() {
        gateway.close();
    }

    /** {@return the call, or the failure of what it checks before anything is sent} */
    private static <T> CompletionStage<T> checked(Supplier<CompletionStage<T>> call) {
        try {
            return call.get();
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
