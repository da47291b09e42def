package dev.rendezvous.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.Store;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.tck.StoreContract;
import dev.rendezvous.tcpstore.StoreLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The store of a round passes as a store. */
final class TcpRoundStoreTest implements StoreContract {

    private final Map<Store, Long> tokens = new HashMap<>();
    private Nodes nodes;
    private TcpSpace space;

    @BeforeEach
    void start() throws Exception {
        nodes = new Nodes();
        space = nodes.open(Map.of());
        space.mayServe(true);
        Optional<Entry> served = space.get("r/seal").toCompletableFuture().get();
        assertThat(served).isEmpty();
    }

    @AfterEach
    void stop() throws Exception {
        nodes.close();
    }

    @Override
    public Store newStore(Duration timeout) {
        return opened(tokens.size() + 1, timeout);
    }

    @Override
    public Store connect(Store store) {
        return opened(Objects.requireNonNull(tokens.get(store)), store.timeout());
    }

    /** The rest are numbers for a server that reads up to the first other character. */
    @Override
    public List<String> notNumbers() {
        return List.of("many", "", "9223372036854775808");
    }

    @Override
    public OptionalInt largestValue() {
        return OptionalInt.of(StoreLimits.DEFAULT.maxValueBytes());
    }

    private Store opened(long token, Duration timeout) {
        Store store = space.roundStore(token, timeout).orElseThrow();
        tokens.put(store, token);
        return store;
    }
}
