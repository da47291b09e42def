package dev.rendezvous.etcd;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.Store;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.store.RoundStore;
import dev.rendezvous.tck.StoreContract;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** The store of a round in the cells of etcd passes as a store; its nodes have a handle each. */
@RequiresEtcd
final class EtcdRoundStoreTest implements StoreContract {

    private static final Duration LINGER = Duration.ofHours(2);
    private static final Duration REQUEST = Duration.ofSeconds(30);
    private static final int LONGEST_KEY = 175;

    private final String run = UUID.randomUUID().toString();
    private final Map<Store, Long> tokens = new HashMap<>();
    private final Deque<CoordinationSpace> spaces = new ArrayDeque<>();

    @AfterEach
    void close() {
        spaces.forEach(CoordinationSpace::close);
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
        CoordinationSpace space = EtcdBackend.open(RendezvousParameters.builder("etcd")
                .endpoint(SharedEtcd.get().endpoint().toString())
                .runId(run)
                .build());
        spaces.push(space);
        Store store = RoundStore.open(space, token, LINGER, REQUEST, timeout);
        tokens.put(store, token);
        return store;
    }

    /** In base64 that is what a value of the space may have. */
    @Override
    public OptionalInt largestValue() {
        return OptionalInt.of(EtcdKeys.MAX_VALUE_BYTES / 4 * 3);
    }

    @Override
    public OptionalInt longestKey() {
        return OptionalInt.of(LONGEST_KEY);
    }
}
