package dev.rendezvous.zookeeper;

import dev.rendezvous.Store;
import dev.rendezvous.engine.store.RoundStore;
import dev.rendezvous.tck.StoreContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The store of a round passes as a store; its nodes have a session each. */
final class ZookeeperRoundStoreTest implements StoreContract {

    private static final Duration LINGER = Duration.ofHours(2);
    private static final Duration REQUEST = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static LocalServer server;

    private final String run = UUID.randomUUID().toString();
    private final List<ZookeeperSpace> spaces = new ArrayList<>();
    private final Map<Store, Long> tokens = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        server = LocalServer.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @AfterEach
    void closeSpaces() {
        spaces.forEach(ZookeeperSpace::close);
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
        ZookeeperSpace space = Spaces.open(server.endpoint(), run);
        spaces.add(space);
        Store store = RoundStore.open(space, token, LINGER, REQUEST, timeout);
        tokens.put(store, token);
        return store;
    }

    @Override
    public OptionalInt largestValue() {
        return OptionalInt.of(1_000_000 / 4 * 3);
    }

    @Override
    public OptionalInt longestKey() {
        return OptionalInt.of(175);
    }
}
