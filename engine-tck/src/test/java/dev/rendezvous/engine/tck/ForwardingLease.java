package dev.rendezvous.engine.tck;

import dev.rendezvous.engine.spi.Lease;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A lease that does what another does. */
class ForwardingLease implements Lease {

    private final Lease lease;

    ForwardingLease(Lease lease) {
        this.lease = lease;
    }

    Lease lease() {
        return lease;
    }

    @Override
    public Duration ttl() {
        return lease.ttl();
    }

    @Override
    public CompletionStage<Boolean> keepAlive() {
        return lease.keepAlive();
    }

    @Override
    public CompletionStage<Void> revoke() {
        return lease.revoke();
    }
}
