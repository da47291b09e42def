package dev.rendezvous.tck;

import dev.rendezvous.Store;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/**
 * Where the contract of stores gets its stores: the part that an author writes.
 *
 * @since 0.1
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface StoreSource {

    /**
     * {@return a new, empty store that shares nothing with other stores}
     *
     * @param timeout the time-out of the store
     * @throws Exception if the store cannot be made; the test fails then
     */
    Store newStore(Duration timeout) throws Exception;

    /**
     * {@return another connection to the contents of a store, as another node would have it} Unless overridden, a view.
     *
     * @param store a store that {@link #newStore} returned
     * @throws Exception if the connection cannot be made; the test fails then
     */
    default Store connect(Store store) throws Exception {
        return store.withTimeout(store.timeout());
    }

    /** {@return the most bytes that a value may have; empty if only memory limits it} */
    default OptionalInt largestValue() {
        return OptionalInt.empty();
    }

    /** {@return the most ASCII letters that a key may have; empty if only memory limits it} */
    default OptionalInt longestKey() {
        return OptionalInt.empty();
    }

    /**
     * Closes a store. Where {@link #newStore} returns views, which close nothing, this method closes the store behind the view.
     *
     * @param store a store that {@link #newStore} returned
     */
    default void closeOwner(Store store) {
        store.close();
    }
}
