package dev.rendezvous.engine.store;

import dev.rendezvous.Store;
import dev.rendezvous.engine.InMemorySpaces;
import dev.rendezvous.tck.StoreContract;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;

/** The store of a round passes as a store; its nodes have a handle each. */
final class RoundStoreTest implements StoreContract {

    private static final Duration LINGER = Duration.ofHours(2);
    private static final Duration REQUEST = Duration.ofSeconds(30);

    private final InMemorySpaces spaces = InMemorySpaces.create();
    private final Map<Store, Long> tokens = new HashMap<>();

    @AfterEach
    void close() {
        spaces.close();
    }

    @Override
    public Store newStore(Duration timeout) {
        return opened(tokens.size() + 1, timeout);
    }

    @Override
    public Store connect(Store store) {
        return opened(Objects.requireNonNull(tokens.get(store)), store.timeout());
    }

    private Store opened(long token, Duration timeout) {
        Store store = RoundStore.open(spaces.open("run"), token, LINGER, REQUEST, timeout);
        tokens.put(store, token);
        return store;
    }

    @Override
    public OptionalInt largestValue() {
        return OptionalInt.of((1 << 20) / 4 * 3);
    }

    @Override
    public OptionalInt longestKey() {
        return OptionalInt.of(175);
    }
}
