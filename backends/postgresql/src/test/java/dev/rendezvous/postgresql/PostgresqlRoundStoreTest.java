package dev.rendezvous.postgresql;

import dev.rendezvous.Store;
import dev.rendezvous.engine.store.RoundStore;
import dev.rendezvous.tck.StoreContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** The store of a round in PostgreSQL passes as a store; its nodes have a handle each. */
final class PostgresqlRoundStoreTest implements StoreContract {

    private static final Duration LINGER = Duration.ofHours(2);
    private static final Duration REQUEST = Duration.ofSeconds(30);

    private final String run = "store-" + UUID.randomUUID();
    private final Map<Store, Long> tokens = new HashMap<>();
    private final List<PostgresqlSpace> spaces = new ArrayList<>();

    @AfterEach
    void close() {
        spaces.forEach(PostgresqlSpace::close);
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
        PostgresqlSpace space = PostgresqlSpace.open(
                PostgresqlSettings.of(PostgresServer.shared().parameters(run).build()));
        spaces.add(space);
        Store store = RoundStore.open(space, token, LINGER, REQUEST, timeout);
        tokens.put(store, token);
        return store;
    }

    @Override
    public OptionalInt largestValue() {
        return OptionalInt.of(KeyRules.MAX_VALUE_BYTES / 4 * 3);
    }

    @Override
    public OptionalInt longestKey() {
        return OptionalInt.of(175);
    }
}
