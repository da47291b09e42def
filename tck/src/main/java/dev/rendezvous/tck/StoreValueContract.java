package dev.rendezvous.tck;

import static dev.rendezvous.tck.Stores.PATIENT;
import static dev.rendezvous.tck.Stores.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rendezvous.Store;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a store keeps and returns.
 *
 * @since 0.1
 */
@ExtendWith(TestResources.class)
public interface StoreValueContract extends StoreSource {

    @Test
    default void setValueIsRead(Stores stores) throws Exception {
        Store store = stores.open();
        store.set("key", bytes("value"));
        assertArrayEquals(bytes("value"), store.get("key"));
    }

    @Test
    default void setValueIsReadThroughAnotherConnection(Stores stores) throws Exception {
        Store store = stores.open();
        store.set("key", bytes("value"));
        assertArrayEquals(bytes("value"), stores.connect(store).get("key"));
    }

    @Test
    default void secondSetReplacesTheValue(Stores stores) throws Exception {
        Store store = stores.open();
        store.set("key", bytes("a long first value"));
        store.set("key", bytes("second"));
        assertArrayEquals(bytes("second"), store.get("key"));
    }

    @Test
    default void emptyValueIsKept(Stores stores) throws Exception {
        Store store = stores.open();
        store.set("key", bytes(""));
        assertArrayEquals(bytes(""), store.get("key"));
        assertTrue(store.contains(List.of("key")));
    }

    @Test
    default void everyByteIsKept(Stores stores) throws Exception {
        byte[] value = new byte[256];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) i;
        }
        Store store = stores.open();
        store.set("key", value);
        assertArrayEquals(value, store.get("key"));
    }

    @Test
    default void valueMayHaveOneMegabyte(Stores stores) throws Exception {
        byte[] value = new byte[Math.min(largestValue().orElse(1 << 20), 1 << 20)];
        new Random(7).nextBytes(value);
        Store store = stores.open();
        store.set("key", value);
        assertArrayEquals(value, store.get("key"));
    }

    @Test
    default void unusualKeysAreDifferentKeys(Stores stores) throws Exception {
        Store store = stores.open();
        long before = store.size();
        List<String> keys = UnusualKeys.upTo(Math.min(longestKey().orElse(5001), 5001));
        for (String key : keys) {
            store.set(key, bytes("value of " + key));
        }
        assertEquals(keys.size(), store.size() - before);
        for (String key : keys) {
            assertArrayEquals(bytes("value of " + key), store.get(key), key);
        }
    }

    @Test
    default void storedArrayMayBeChangedAfterwards(Stores stores) throws Exception {
        Store store = stores.open();
        byte[] value = bytes("value");
        store.set("set", value);
        store.compareAndSet("created", bytes(""), value);
        value[0] = '?';
        assertArrayEquals(bytes("value"), store.get("set"));
        assertArrayEquals(bytes("value"), store.get("created"));
    }

    @Test
    default void returnedArrayBelongsToTheCaller(Stores stores) throws Exception {
        Store store = stores.open();
        store.set("key", bytes("value"));
        store.get("key")[0] = '?';
        store.compareAndSet("key", bytes("other"), bytes("new"))[0] = '?';
        store.compareAndSet("key", bytes("value"), bytes("value"))[0] = '?';
        assertArrayEquals(bytes("value"), store.get("key"));
    }

    @Test
    default void findReturnsTheValueWithoutWaiting(Stores stores) throws Exception {
        Store store = stores.open();
        assertTrue(store.find("key").isEmpty());
        store.set("key", bytes(""));
        assertArrayEquals(bytes(""), store.find("key").orElseThrow());
        store.set("key", bytes("1"));
        assertArrayEquals(bytes("1"), store.find("key").orElseThrow());
    }

    @Test
    default void containsIsTrueIfAllKeysExist(Stores stores) throws Exception {
        Store store = stores.open();
        store.set("first", bytes("1"));
        store.set("second", bytes("2"));
        assertTrue(store.contains(List.of("first", "second")));
        assertFalse(store.contains(List.of("first", "third")));
        assertFalse(store.contains(List.of("third")));
    }

    @Test
    default void containsIsTrueForNoKeys(Stores stores) throws Exception {
        assertTrue(stores.open().contains(List.of()));
    }

    @Test
    default void keyMayBeRepeatedInOneCall(Stores stores) throws Exception {
        Store store = stores.open();
        store.set("key", bytes("value"));
        assertTrue(store.contains(List.of("key", "key")));
        store.await(List.of("key", "key"), PATIENT);
    }

    @Test
    default void deleteReturnsWhetherKeyExisted(Stores stores) throws Exception {
        Store store = stores.open();
        store.set("key", bytes("value"));
        assertTrue(store.delete("key"));
        assertFalse(store.contains(List.of("key")));
        assertFalse(store.delete("key"));
    }

    @Test
    default void deleteKeepsOtherKeys(Stores stores) throws Exception {
        Store store = stores.open();
        store.set("key", bytes("value"));
        store.set("key/below", bytes("other"));
        store.delete("key");
        assertArrayEquals(bytes("other"), store.get("key/below"));
    }

    @Test
    default void sizeCountsKeys(Stores stores) throws Exception {
        Store store = stores.open();
        long before = store.size();
        store.set("set", bytes("1"));
        store.set("set", bytes("2"));
        store.add("added", 1);
        store.compareAndSet("created", bytes(""), bytes("3"));
        store.compareAndSet("not created", bytes("expected"), bytes("3"));
        assertEquals(3, store.size() - before);
        store.delete("added");
        assertEquals(2, store.size() - before);
    }

    @Test
    default void storesAreIndependent(Stores stores) throws Exception {
        Store one = stores.open();
        Store other = stores.open();
        one.set("key", bytes("value"));
        assertFalse(other.contains(List.of("key")));
    }
}
