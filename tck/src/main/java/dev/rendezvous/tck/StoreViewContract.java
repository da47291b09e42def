package dev.rendezvous.tck;

import static dev.rendezvous.tck.Stores.BRIEF;
import static dev.rendezvous.tck.Stores.PATIENT;
import static dev.rendezvous.tck.Stores.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rendezvous.Store;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Views of a store: with another time-out, and under a prefix.
 *
 * @since 0.1
 */
@ExtendWith(TestResources.class)
public interface StoreViewContract extends StoreSource {

    @Test
    default void timeoutIsTheOneGiven(Stores stores) throws Exception {
        assertEquals(Duration.ofSeconds(7), stores.open(Duration.ofSeconds(7)).timeout());
    }

    @Test
    default void viewWithAnotherTimeoutSharesKeys(Stores stores) throws Exception {
        Store store = stores.open();
        Store view = store.withTimeout(BRIEF);
        view.set("key", bytes("value"));
        assertArrayEquals(bytes("value"), store.get("key"));
        assertEquals(BRIEF, view.timeout());
        assertEquals(PATIENT, store.timeout());
    }

    @Test
    default void viewWithNegativeTimeoutIsRefused(Stores stores) throws Exception {
        Store store = stores.open();
        Failures.expect(IllegalArgumentException.class, () -> store.withTimeout(Duration.ofNanos(-1)), "-");
    }

    @Test
    default void closingViewLeavesStoreOpen(Stores stores) throws Exception {
        Store store = stores.open();
        store.withTimeout(BRIEF).close();
        Store.prefixed(store, "prefix").close();
        store.set("key", bytes("value"));
        assertArrayEquals(bytes("value"), store.get("key"));
    }

    @Test
    default void prefixedViewKeepsKeysUnderPrefix(Stores stores) throws Exception {
        Store store = stores.open();
        Store view = Store.prefixed(store, "prefix");
        view.set("key", bytes("value"));
        store.set("prefix/other", bytes("seen"));
        assertArrayEquals(bytes("value"), store.get("prefix/key"));
        assertArrayEquals(bytes("seen"), view.get("other"));
        assertFalse(store.contains(List.of("key")));
        assertEquals(store.size(), view.size());
    }
}
