package dev.rendezvous.tck;

import static dev.rendezvous.tck.Stores.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.Store;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The updates that depend on the present value: add, compare and set, and replace.
 *
 * @since 0.1
 */
@ExtendWith(TestResources.class)
public interface StoreUpdateContract extends StoreSource {

    /**
     * {@return values that are not counters} A store that speaks PyTorch's protocol overrides this method: its servers read a
     * number as C does, up to the first character that is not a digit.
     */
    default List<String> notNumbers() {
        return List.of("many", "", "1.5", "0x10", "9223372036854775808");
    }

    @Test
    default void addReturnsTheNewValue(Stores stores) throws Exception {
        Store store = stores.open();
        assertEquals(5, store.add("counter", 5));
        assertEquals(7, store.add("counter", 2));
        assertEquals(-3, store.add("counter", -10));
    }

    @Test
    default void addOfZeroCreatesTheCounter(Stores stores) throws Exception {
        Store store = stores.open();
        assertEquals(0, store.add("counter", 0));
        assertArrayEquals(bytes("0"), store.get("counter"));
        store.add("counter", 4);
        assertEquals(4, store.add("counter", 0));
    }

    @Test
    default void counterIsDecimalText(Stores stores) throws Exception {
        Store store = stores.open();
        store.add("counter", -42);
        assertArrayEquals(bytes("-42"), store.get("counter"));
        store.set("counter", bytes("100"));
        assertEquals(101, store.add("counter", 1));
    }

    @Test
    default void counterWrapsAround(Stores stores) throws Exception {
        Store store = stores.open();
        store.add("counter", Long.MAX_VALUE);
        assertEquals(Long.MIN_VALUE, store.add("counter", 1));
        assertArrayEquals(bytes(Long.toString(Long.MIN_VALUE)), store.get("counter"));
        assertEquals(Long.MAX_VALUE, store.add("counter", -1));
    }

    @Test
    default void addToOtherTextFailsAndChangesNothing(Stores stores) throws Exception {
        Store store = stores.open();
        for (String value : notNumbers()) {
            store.set("counter", bytes(value));
            Failures.expect(RendezvousStateException.class, () -> store.add("counter", 1), "counter");
            assertArrayEquals(bytes(value), store.get("counter"));
        }
    }

    @Test
    default void deletedCounterStartsAtZero(Stores stores) throws Exception {
        Store store = stores.open();
        store.add("counter", 5);
        store.delete("counter");
        assertEquals(1, store.add("counter", 1));
    }

    @Test
    default void compareAndSetWithEmptyExpectationCreatesKey(Stores stores) throws Exception {
        Store store = stores.open();
        assertArrayEquals(bytes("new"), store.compareAndSet("key", bytes(""), bytes("new")));
        assertArrayEquals(bytes("new"), store.get("key"));
    }

    @Test
    default void emptyExpectationMatchesEmptyValue(Stores stores) throws Exception {
        Store store = stores.open();
        store.set("key", bytes(""));
        assertArrayEquals(bytes("new"), store.compareAndSet("key", bytes(""), bytes("new")));
        assertArrayEquals(bytes("new"), store.get("key"));
    }

    @Test
    default void emptyExpectationKeepsOtherValue(Stores stores) throws Exception {
        Store store = stores.open();
        store.set("key", bytes("old"));
        assertArrayEquals(bytes("old"), store.compareAndSet("key", bytes(""), bytes("new")));
        assertArrayEquals(bytes("old"), store.get("key"));
    }

    @Test
    default void compareAndSetReplacesExpectedValue(Stores stores) throws Exception {
        Store store = stores.open();
        store.set("key", bytes("old"));
        assertArrayEquals(bytes("new"), store.compareAndSet("key", bytes("old"), bytes("new")));
        assertArrayEquals(bytes("new"), store.get("key"));
    }

    @Test
    default void compareAndSetReturnsOtherValue(Stores stores) throws Exception {
        Store store = stores.open();
        store.set("key", bytes("old"));
        assertArrayEquals(bytes("old"), store.compareAndSet("key", bytes("older"), bytes("new")));
        assertArrayEquals(bytes("old"), store.get("key"));
    }

    @Test
    default void compareAndSetOfMissingKeyReturnsExpectation(Stores stores) throws Exception {
        Store store = stores.open();
        assertArrayEquals(bytes("old"), store.compareAndSet("key", bytes("old"), bytes("new")));
        assertFalse(store.contains(List.of("key")));
    }

    @Test
    default void compareAndSetAcceptsEmptyDesiredValue(Stores stores) throws Exception {
        Store store = stores.open();
        assertArrayEquals(bytes(""), store.compareAndSet("created", bytes(""), bytes("")));
        store.set("replaced", bytes("old"));
        assertArrayEquals(bytes(""), store.compareAndSet("replaced", bytes("old"), bytes("")));
        assertTrue(store.contains(List.of("created", "replaced")));
        assertArrayEquals(bytes(""), store.get("replaced"));
    }

    @Test
    default void replaceSetsExpectedValue(Stores stores) throws Exception {
        Store store = stores.open();
        assertTrue(store.replace("key", bytes(""), bytes("1")));
        assertTrue(store.replace("key", bytes("1"), bytes("2")));
        assertArrayEquals(bytes("2"), store.get("key"));
    }

    @Test
    default void replaceKeepsOtherValue(Stores stores) throws Exception {
        Store store = stores.open();
        store.set("key", bytes("1"));
        assertFalse(store.replace("key", bytes("2"), bytes("3")));
        assertFalse(store.replace("key", bytes("2"), bytes("1")));
        assertArrayEquals(bytes("1"), store.get("key"));
        assertFalse(store.replace("missing", bytes("2"), bytes("3")));
        assertFalse(store.contains(List.of("missing")));
    }
}
