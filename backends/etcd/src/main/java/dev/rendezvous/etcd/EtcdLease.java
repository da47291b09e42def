package dev.rendezvous.etcd;

import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.etcd.transport.Gateway;
import dev.rendezvous.etcd.transport.LeaseNotFoundException;
import dev.rendezvous.etcd.wire.Request;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * A lease of etcd.
 *
 * @param gateway reaches the service
 * @param id of the lease
 * @param ttl as granted, in whole seconds
 */
record EtcdLease(Gateway gateway, long id, Duration ttl) implements Lease {

    /** Asks for a lease. The service may grant a longer one: it has a shortest, by default of 2 s. */
    static CompletionStage<EtcdLease> grant(Gateway gateway, long id, Duration wanted) {
        long seconds = wanted.plusSeconds(1).minusNanos(1).toSeconds();
        return gateway.call(Request.grant(id, Math.max(1, seconds)))
                .thenApply(answer -> new EtcdLease(gateway, id, Duration.ofSeconds(answer.number("TTL"))));
    }

    /** A lease that is gone is answered without a TTL. */
    static CompletionStage<Boolean> keepAlive(Gateway gateway, long id) {
        return gateway.call(Request.keepAlive(id))
                .thenApply(answer -> answer.object("result").number("TTL") > 0);
    }

    @Override
    public CompletionStage<Boolean> keepAlive() {
        return keepAlive(gateway, id);
    }

    @Override
    public CompletionStage<Void> revoke() {
        return gateway.call(Request.revoke(id)).thenAccept(answer -> {}).exceptionallyCompose(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            return cause instanceof LeaseNotFoundException
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(cause == null ? failure : cause);
        });
    }
}
