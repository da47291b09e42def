package dev.rendezvous.tck;

import static dev.rendezvous.tck.Stores.PATIENT;
import static dev.rendezvous.tck.Stores.bytes;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rendezvous.Store;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/**
 * What close does to the store, to its views and to the calls that wait.
 *
 * @since 0.1
 */
@ExtendWith(TestResources.class)
public interface StoreClosingContract extends StoreSource {

    @Test
    default void secondCloseDoesNothing(Stores stores) throws Exception {
        Store store = stores.open();
        closeOwner(store);
        closeOwner(store);
    }

    @Test
    default void closeEndsWaitingCalls(Stores stores) throws Exception {
        Store store = stores.open();
        BackgroundCall<byte[]> getting =
                BackgroundCall.start(() -> store.get("key")).untilItWaits();
        BackgroundCall<Boolean> awaiting = BackgroundCall.start(() -> {
            store.await(List.of("key"), PATIENT);
            return true;
        });
        awaiting.untilItWaits();
        closeOwner(store);
        Failures.expect(IllegalStateException.class, getting::result);
        Failures.expect(IllegalStateException.class, awaiting::result);
    }

    @Test
    default void closeEndsWaitsThroughViews(Stores stores) throws Exception {
        Store store = stores.open();
        Store view = Store.prefixed(store.withTimeout(PATIENT), "prefix");
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> view.get("key")).untilItWaits();
        closeOwner(store);
        Failures.expect(IllegalStateException.class, waiting::result);
    }

    @Test
    default void everyCallFailsAfterClose(Stores stores) throws Exception {
        Store store = stores.open();
        store.set("key", bytes("1"));
        closeOwner(store);
        Map<String, Executable> calls = Map.of(
                "find", () -> store.find("key"),
                "replace", () -> store.replace("key", bytes("1"), bytes("2")),
                "set", () -> store.set("key", bytes("2")),
                "get", () -> store.get("key"),
                "add", () -> store.add("key", 1),
                "compareAndSet", () -> store.compareAndSet("key", bytes("1"), bytes("2")),
                "contains", () -> store.contains(List.of("key")),
                "await", () -> store.await(List.of("key"), PATIENT),
                "delete", () -> store.delete("key"),
                "size", store::size);
        calls.forEach((name, call) -> assertThrows(IllegalStateException.class, call, name));
    }
}
