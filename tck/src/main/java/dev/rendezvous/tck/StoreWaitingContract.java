package dev.rendezvous.tck;

import static dev.rendezvous.tck.Stores.BRIEF;
import static dev.rendezvous.tck.Stores.PATIENT;
import static dev.rendezvous.tck.Stores.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Calls that wait for keys: what ends them, and what they report.
 *
 * @since 0.1
 */
@ExtendWith(TestResources.class)
public interface StoreWaitingContract extends StoreSource {

    @Test
    default void getWaitsUntilKeyIsSet(Stores stores) throws Exception {
        Store store = stores.open();
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> store.get("key")).untilItWaits();
        stores.connect(store).set("key", bytes("value"));
        assertArrayEquals(bytes("value"), waiting.result());
    }

    @Test
    default void getIsWokenByAdd(Stores stores) throws Exception {
        Store store = stores.open();
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> store.get("key")).untilItWaits();
        store.add("key", 3);
        assertArrayEquals(bytes("3"), waiting.result());
    }

    @Test
    default void getIsWokenByCompareAndSet(Stores stores) throws Exception {
        Store store = stores.open();
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> store.get("key")).untilItWaits();
        store.compareAndSet("key", bytes(""), bytes("value"));
        assertArrayEquals(bytes("value"), waiting.result());
    }

    @Test
    default void everyWaitingGetIsWoken(Stores stores) throws Exception {
        Store store = stores.open();
        int waiters = 16;
        List<BackgroundCall<byte[]>> waiting = new ArrayList<>();
        for (int i = 0; i < waiters; i++) {
            Store own = stores.connect(store);
            waiting.add(BackgroundCall.start(() -> own.get("key")));
        }
        for (BackgroundCall<byte[]> call : waiting) {
            call.untilItWaits();
        }
        store.set("key", bytes("value"));
        for (BackgroundCall<byte[]> call : waiting) {
            assertArrayEquals(bytes("value"), call.result());
        }
    }

    @Test
    default void waitingCallDoesNotBlockOthers(Stores stores) throws Exception {
        Store store = stores.open();
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> store.get("never")).untilItWaits();
        store.set("key", bytes("value"));
        assertArrayEquals(bytes("value"), store.get("key"));
        waiting.interrupt();
        Failures.expect(InterruptedException.class, waiting::result);
    }

    @Test
    default void getTimesOutNamingTheKey(Stores stores) throws Exception {
        Store store = stores.open(BRIEF);
        long start = System.nanoTime();
        Failures.expect(RendezvousTimeoutException.class, () -> store.get("the-missing-key"), "the-missing-key");
        assertTrue(System.nanoTime() - start >= BRIEF.toNanos(), "the call waits for its time-out");
    }

    @Test
    default void timeoutOfZeroLooksOnce(Stores stores) throws Exception {
        Store store = stores.open(Duration.ZERO);
        Failures.expect(RendezvousTimeoutException.class, () -> store.get("key"));
        Failures.expect(RendezvousTimeoutException.class, () -> store.await(List.of("key"), Duration.ZERO));
        store.set("key", bytes("value"));
        assertArrayEquals(bytes("value"), store.get("key"));
        store.await(List.of("key"), Duration.ZERO);
    }

    @Test
    default void timeoutMayBeForever(Stores stores) throws Exception {
        Store store = stores.open().withTimeout(ChronoUnit.FOREVER.getDuration());
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> store.get("key")).untilItWaits();
        store.set("key", bytes("value"));
        assertArrayEquals(bytes("value"), waiting.result());
    }

    @Test
    default void awaitReturnsWhenLastKeyIsSet(Stores stores) throws Exception {
        Store store = stores.open(Duration.ZERO);
        store.set("first", bytes("1"));
        BackgroundCall<Boolean> waiting = BackgroundCall.start(() -> {
            store.await(List.of("first", "second", "third"), PATIENT);
            return store.contains(List.of("first", "second", "third"));
        });
        waiting.untilItWaits();
        store.set("third", bytes("3"));
        store.set("second", bytes("2"));
        assertTrue(waiting.result());
    }

    @Test
    default void awaitOfNoKeysReturnsAtOnce(Stores stores) throws Exception {
        stores.open().await(List.of(), Duration.ZERO);
    }

    @Test
    default void awaitNamesOnlyMissingKeys(Stores stores) throws Exception {
        Store store = stores.open();
        store.set("early", bytes("1"));
        RendezvousTimeoutException timeout = Failures.expect(
                RendezvousTimeoutException.class,
                () -> store.await(List.of("early", "late", "later"), BRIEF),
                "late",
                "later");
        assertEquals(Set.of("late", "later"), Set.copyOf(timeout.missing()));
        assertFalse(String.valueOf(timeout.getMessage()).contains("early"));
    }

    @Test
    default void deletedKeyIsWaitedForAgain(Stores stores) throws Exception {
        Store store = stores.open();
        store.set("key", bytes("old"));
        store.delete("key");
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> store.get("key")).untilItWaits();
        store.set("key", bytes("new"));
        assertArrayEquals(bytes("new"), waiting.result());
    }

    @Test
    default void awaitReturnsWhenDeletedKeyIsSetAgain(Stores stores) throws Exception {
        Store store = stores.open();
        BackgroundCall<Boolean> waiting = BackgroundCall.start(() -> {
            store.await(List.of("first", "second"), PATIENT);
            return true;
        });
        waiting.untilItWaits();
        store.set("first", bytes("1"));
        store.delete("first");
        store.set("second", bytes("2"));
        store.set("first", bytes("3"));
        assertTrue(waiting.result());
    }

    @Test
    default void interruptEndsWaitingGet(Stores stores) throws Exception {
        Store store = stores.open();
        long before = store.size();
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> store.get("key")).untilItWaits();
        waiting.interrupt();
        Failures.expect(InterruptedException.class, waiting::result);
        assertEquals(before, store.size());
    }

    @Test
    default void interruptEndsWaitingAwait(Stores stores) throws Exception {
        Store store = stores.open();
        BackgroundCall<Boolean> waiting = BackgroundCall.start(() -> {
            store.await(List.of("key"), PATIENT);
            return true;
        });
        waiting.untilItWaits().interrupt();
        Failures.expect(InterruptedException.class, waiting::result);
        store.set("key", bytes("value"));
        assertArrayEquals(bytes("value"), store.get("key"));
    }

    @Test
    default void interruptedThreadDoesNotWait(Stores stores) throws Exception {
        Store store = stores.open();
        BackgroundCall<byte[]> interrupted = BackgroundCall.start(() -> {
            Thread.currentThread().interrupt();
            return store.get("key");
        });
        Failures.expect(InterruptedException.class, interrupted::result);
    }

    @Test
    default void interruptedSetHappensOrThrows(Stores stores) throws Exception {
        Store store = stores.open();
        BackgroundCall<Boolean> interrupted = BackgroundCall.start(() -> {
            Thread.currentThread().interrupt();
            store.set("key", bytes("value"));
            return true;
        });
        boolean happened = true;
        try {
            interrupted.result();
        } catch (InterruptedException e) {
            happened = false;
        }
        assertEquals(happened, store.contains(List.of("key")));
    }
}
