package dev.rendezvous.tcp;

import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.tcpstore.space.SpaceLease;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A lease as the engine has it.
 *
 * @param lease the lease of the client
 */
record TcpLease(SpaceLease lease) implements Lease {

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
