package dev.rendezvous.engine.tck;

import dev.rendezvous.engine.InMemorySpace;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Lease;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Spaces that break C7, C10 and C12. */
final class BrokenLeases {

    private BrokenLeases() {}

    /** C7: a lease ends after half of its time. */
    static final class LeasesEndEarly extends BrokenContract {
        @Override
        CoordinationSpace broken(InMemorySpace space) {
            return new ForwardingSpace(space) {
                @Override
                public CompletionStage<Lease> grant(Duration ttl) {
                    return super.grant(ttl.dividedBy(2)).thenApply(lease -> new ForwardingLease(lease) {
                        @Override
                        public Duration ttl() {
                            return ttl;
                        }
                    });
                }
            };
        }
    }

    /** C7: a lease ends as soon as its owner closes the connection, without a stated grace. */
    static final class LeasesEndWithTheConnection extends BrokenContract {
        @Override
        CoordinationSpace broken(InMemorySpace space) {
            return new ForwardingSpace(space) {
                @Override
                public void close() {
                    space.faults().endLeases();
                    super.close();
                }
            };
        }
    }

    /** C10: revoking leaves the keys to the end of the lease. */
    static final class RevokeDoesNothing extends BrokenContract {
        @Override
        CoordinationSpace broken(InMemorySpace space) {
            return new ForwardingSpace(space) {
                @Override
                public CompletionStage<Lease> grant(Duration ttl) {
                    return super.grant(ttl).thenApply(lease -> new ForwardingLease(lease) {
                        @Override
                        public CompletionStage<Void> revoke() {
                            return super.keepAlive().thenAccept(kept -> {});
                        }
                    });
                }
            };
        }
    }

    /** C10: a lease cannot be revoked again. */
    static final class RevokeFailsTheSecondTime extends BrokenContract {
        @Override
        CoordinationSpace broken(InMemorySpace space) {
            return new ForwardingSpace(space) {
                @Override
                public CompletionStage<Lease> grant(Duration ttl) {
                    AtomicBoolean revoked = new AtomicBoolean();
                    return super.grant(ttl).thenApply(lease -> new ForwardingLease(lease) {
                        @Override
                        public CompletionStage<Void> revoke() {
                            return revoked.getAndSet(true)
                                    ? CompletableFuture.failedFuture(new IllegalStateException("no such lease"))
                                    : super.revoke();
                        }
                    });
                }
            };
        }
    }

    /** C12: a lease is kept alive although the engine does not ask for it. */
    static final class LeasesRenewThemselves extends BrokenContract {
        @Override
        CoordinationSpace broken(InMemorySpace space) {
            ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor();
            Queue<Future<?>> renewals = new ConcurrentLinkedQueue<>();
            return new ForwardingSpace(space) {
                @Override
                public CompletionStage<Lease> grant(Duration ttl) {
                    long interval = ttl.toMillis() / 3;
                    return super.grant(ttl).thenApply(lease -> {
                        renewals.add(renewal.scheduleAtFixedRate(
                                lease::keepAlive, interval, interval, TimeUnit.MILLISECONDS));
                        return lease;
                    });
                }

                @Override
                public void close() {
                    renewals.forEach(running -> running.cancel(true));
                    renewal.shutdownNow();
                    super.close();
                }
            };
        }
    }
}
