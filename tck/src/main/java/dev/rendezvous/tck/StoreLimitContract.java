package dev.rendezvous.tck;

import static dev.rendezvous.tck.Stores.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rendezvous.Store;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Values and keys at the limits of the store, and beyond them.
 *
 * @since 0.1
 */
@ExtendWith(TestResources.class)
public interface StoreLimitContract extends StoreSource {

    @Test
    default void largeValueIsReadUnchanged(Stores stores) throws Exception {
        Store store = stores.open();
        byte[] value = new byte[largestValue().orElse(1 << 20)];
        new Random(value.length).nextBytes(value);
        store.set("large", value);
        assertArrayEquals(value, stores.connect(store).get("large"));
        assertArrayEquals(value, store.compareAndSet("large", bytes("other"), bytes("new")));
    }

    @Test
    default void valueBeyondTheLimitIsRefused(Stores stores) throws Exception {
        assumeTrue(largestValue().isPresent(), "values have no limit");
        Store store = stores.open();
        store.set("key", bytes("small"));
        byte[] value = new byte[largestValue().getAsInt() + 1];
        Failures.expect(
                IllegalArgumentException.class, () -> store.set("key", value), "key", Integer.toString(value.length));
        Failures.expect(IllegalArgumentException.class, () -> store.compareAndSet("key", bytes("small"), value));
        assertArrayEquals(bytes("small"), store.get("key"));
    }

    @Test
    default void keyBeyondTheLimitIsRefused(Stores stores) throws Exception {
        assumeTrue(longestKey().isPresent(), "keys have no limit");
        Store store = stores.open();
        String key = "k".repeat(longestKey().getAsInt() + 1);
        Failures.expect(
                IllegalArgumentException.class, () -> store.set(key, bytes("value")), Integer.toString(key.length()));
        Failures.expect(IllegalArgumentException.class, () -> store.contains(List.of(key)));
        store.set("key", bytes("value"));
        assertArrayEquals(bytes("value"), store.get("key"));
    }
}
