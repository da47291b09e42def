package dev.rendezvous.engine.spi;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A lease that the service granted: keys written with it vanish when it ends. Thread-safe; no method blocks.
 *
 * @since 0.1
 */
public interface Lease {

    /**
     * {@return the time-to-live as the service granted it; the engine counts heartbeats and fences from it}
     */
    Duration ttl();

    /**
     * Asks the service to keep the lease for one more TTL. A space never does this by itself.
     *
     * @return true if the lease lives; false if it is gone, which is final; exceptionally if that is not known
     */
    CompletionStage<Boolean> keepAlive();

    /**
     * Ends the lease and deletes its keys. May be called again, also after the lease has ended.
     *
     * @return completes when the service has confirmed that the lease is gone
     */
    CompletionStage<Void> revoke();
}
