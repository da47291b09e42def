package dev.rendezvous.etcd;

import dev.rendezvous.etcd.transport.Gateway;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * The leases of keys that linger. All such keys that a node writes share a lease, so that a write costs a second request only now and then:
 * when there is no lease yet, and when the last renewal is so old that the key might not live for its whole time. Thread-safe.
 */
final class LingerLeases {

    private final Gateway gateway;
    private final LongSupplier clock;
    private final Map<Duration, Renewal> renewals = new HashMap<>();

    /**
     * A grant or a keep-alive.
     *
     * @param sent by the clock, before it was sent
     * @param lease the id, once the service has confirmed it
     */
    private record Renewal(long sent, CompletableFuture<Long> lease) {}

    LingerLeases(Gateway gateway, LongSupplier clock) {
        this.gateway = gateway;
        this.clock = clock;
    }

    /** {@return a lease that lives for a time at least, from now on} */
    synchronized CompletionStage<Long> lease(Duration after) {
        Renewal last = renewals.get(after);
        long now = clock.getAsLong();
        if (last == null || last.lease().isCompletedExceptionally() || now - last.sent() > after.toNanos()) {
            return remember(after, now, grant(after));
        }
        return now - last.sent() > slack(after).toNanos()
                ? remember(after, now, last.lease().thenCompose(id -> renew(id, after)))
                : last.lease();
    }

    private CompletionStage<Long> remember(Duration after, long now, CompletionStage<Long> lease) {
        CompletableFuture<Long> future = lease.toCompletableFuture();
        renewals.put(after, new Renewal(now, future));
        return future;
    }

    private CompletionStage<Long> grant(Duration after) {
        return EtcdLease.grant(gateway, LeaseIds.linger(), after.plus(slack(after)))
                .thenApply(EtcdLease::id);
    }

    private CompletionStage<Long> renew(long id, Duration after) {
        return EtcdLease.keepAlive(gateway, id)
                .thenCompose(lives -> lives ? CompletableFuture.completedFuture(id) : grant(after));
    }

    /** A lease is granted for that much longer than its keys must live, and is not renewed for that long. */
    private static Duration slack(Duration after) {
        return after.dividedBy(4);
    }

    /** Forgets a lease that the service does not know any more. */
    synchronized void forget(Duration after, long lease) {
        Renewal last = renewals.get(after);
        if (last != null
                && last.lease().isDone()
                && !last.lease().isCompletedExceptionally()
                && last.lease().join() == lease) {
            renewals.remove(after);
        }
    }
}
