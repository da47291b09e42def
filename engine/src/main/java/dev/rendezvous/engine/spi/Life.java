package dev.rendezvous.engine.spi;

import java.time.Duration;

/**
 * How long a key lives after a write.
 *
 * @since 0.1
 */
public sealed interface Life {

    /**
     * The key vanishes when the lease ends.
     *
     * @param lease the lease, granted by the same space
     */
    record Leased(Lease lease) implements Life {}

    /**
     * The key vanishes some time after its last write or touch.
     *
     * @param after the time
     */
    record Linger(Duration after) implements Life {}

    /**
     * {@return a life that ends with a lease}
     *
     * @param lease the lease
     */
    static Life leased(Lease lease) {
        return new Leased(lease);
    }

    /**
     * {@return a life that ends some time after the last write or touch}
     *
     * @param after the time
     */
    static Life linger(Duration after) {
        return new Linger(after);
    }
}
