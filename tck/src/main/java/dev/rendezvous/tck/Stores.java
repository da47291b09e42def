package dev.rendezvous.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The stores of one test, which are closed after it. JUnit passes it to each test of the contract, and to each test of an author
 * that has such a parameter.
 *
 * @since 0.1
 */
public final class Stores implements AutoCloseable {

    /** For what is certain to come: long enough for a slow machine. */
    static final Duration PATIENT = Duration.ofMinutes(1);

    /** For what never comes: short, since the test waits for its end. */
    static final Duration BRIEF = Duration.ofMillis(60);

    private final StoreSource source;
    private final Closing closing = new Closing();

    Stores(StoreSource source) {
        this.source = source;
    }

    /**
     * {@return a new, empty store whose time-out is one minute}
     *
     * @throws Exception if the store cannot be made
     */
    public Store open() throws Exception {
        return open(PATIENT);
    }

    /**
     * {@return a new, empty store}
     *
     * @param timeout the time-out of the store
     * @throws Exception if the store cannot be made
     */
    public Store open(Duration timeout) throws Exception {
        Store store = source.newStore(timeout);
        closing.add(() -> source.closeOwner(store));
        return store;
    }

    /**
     * {@return another connection to the contents of a store}
     *
     * @param store a store that {@link #open} returned
     * @throws Exception if the connection cannot be made
     */
    public Store connect(Store store) throws Exception {
        Store other = source.connect(store);
        closing.add(other::close);
        return other;
    }

    List<Store> connect(Store store, int connections) throws Exception {
        List<Store> others = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            others.add(connect(store));
        }
        return others;
    }

    /** Closes all stores, the last one first. */
    @Override
    public void close() {
        closing.close();
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
