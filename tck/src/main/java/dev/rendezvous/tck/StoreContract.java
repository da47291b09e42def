package dev.rendezvous.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Store} does. The author of one extends this class, says how to make a store, and runs it with JUnit:
 *
 * <pre>{@code
 * final class MyStoreTest extends StoreContract {
 *     @Override
 *     protected Store newStore(Duration timeout) {
 *         return new MyStore(timeout);
 *     }
 * }
 * }</pre>
 *
 * <p>A store that several nodes reach overrides {@link #connect} too, so that what one of them does is looked at through
 * another. All stores that the tests get are closed after each test.
 *
 * @since 0.1
 */
public abstract class StoreContract extends StoreWaitingContract {

    /** For the subclass. */
    protected StoreContract() {}

    @Test
    void aStoreTellsItsTimeout() throws Exception {
        assertThat(open(Duration.ofSeconds(7)).timeout()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aViewWithAnotherTimeoutSeesTheSameKeys() throws Exception {
        Store store = open();
        Store view = store.withTimeout(BRIEF);
        view.set("key", bytes("value"));
        assertThat(store.get("key")).isEqualTo(bytes("value"));
        assertThat(view.timeout()).isEqualTo(BRIEF);
        assertThat(store.timeout()).isEqualTo(PATIENT);
    }

    @Test
    void aViewWithANegativeTimeoutIsRefused() throws Exception {
        Store store = open();
        assertThatThrownBy(() -> store.withTimeout(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-");
    }

    @Test
    void closingAViewLeavesTheStoreOpen() throws Exception {
        Store store = open();
        store.withTimeout(BRIEF).close();
        Store.prefixed(store, "prefix").close();
        store.set("key", bytes("value"));
        assertThat(store.get("key")).isEqualTo(bytes("value"));
    }

    @Test
    void aPrefixedViewKeepsItsKeysUnderThePrefix() throws Exception {
        Store store = open();
        Store view = Store.prefixed(store, "prefix");
        view.set("key", bytes("value"));
        store.set("prefix/other", bytes("seen"));
        assertThat(store.get("prefix/key")).isEqualTo(bytes("value"));
        assertThat(view.get("other")).isEqualTo(bytes("seen"));
        assertThat(store.contains(List.of("key"))).isFalse();
        assertThat(view.size()).isEqualTo(store.size());
    }

    @Test
    void closingTwiceIsClosingOnce() throws Exception {
        Store store = open();
        closeOwner(store);
        closeOwner(store);
    }

    @Test
    void closingEndsTheCallsThatWait() throws Exception {
        Store store = open();
        BackgroundCall<byte[]> getting =
                BackgroundCall.start(() -> store.get("key")).untilItWaits();
        BackgroundCall<Boolean> awaiting = BackgroundCall.start(() -> {
            store.await(List.of("key"), PATIENT);
            return true;
        });
        awaiting.untilItWaits();
        closeOwner(store);
        assertThatThrownBy(getting::result).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(awaiting::result).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingEndsTheCallsThatWaitThroughAView() throws Exception {
        Store store = open();
        Store view = Store.prefixed(store.withTimeout(PATIENT), "prefix");
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> view.get("key")).untilItWaits();
        closeOwner(store);
        assertThatThrownBy(waiting::result).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everyCallFailsOnceTheStoreIsClosed() throws Exception {
        Store store = open();
        store.set("key", bytes("1"));
        closeOwner(store);
        Map<String, ThrowingCallable> calls = Map.of(
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
        calls.forEach((name, call) -> assertThatThrownBy(call).as(name).isInstanceOf(IllegalStateException.class));
    }
}
