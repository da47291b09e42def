package dev.rendezvous.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.Store;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** How the contracts get their stores, and get rid of them. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class StoreFixture {

    /** For what is bound to come: long enough for a slow machine. */
    static final Duration PATIENT = Duration.ofMinutes(1);

    /** For what never comes: short, since the test waits it out. */
    static final Duration BRIEF = Duration.ofMillis(60);

    private final Deque<Runnable> closers = new ArrayDeque<>();

    /**
     * {@return a new store, empty, that shares nothing with the others}
     *
     * @param timeout the time-out of the store
     * @throws Exception if there is none to be had; the test fails then
     */
    protected abstract Store newStore(Duration timeout) throws Exception;

    /**
     * {@return another way to the contents of the store, as another node would have it} Unless overridden, a view.
     *
     * @param store a store that {@link #newStore} gave
     * @throws Exception if there is none to be had; the test fails then
     */
    protected Store connect(Store store) throws Exception {
        return store.withTimeout(store.timeout());
    }

    /**
     * Closes the store. Where {@link #newStore} gives views, which close nothing, this closes what they look into.
     *
     * @param store a store that {@link #newStore} gave
     */
    protected void closeOwner(Store store) {
        store.close();
    }

    @AfterEach
    final void closeStores() {
        List<RuntimeException> failures = new ArrayList<>();
        for (Runnable closer : closers) {
            try {
                closer.run();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        assertThat(failures).as("what closing threw").isEmpty();
    }

    final Store open() throws Exception {
        return open(PATIENT);
    }

    final Store open(Duration timeout) throws Exception {
        Store store = newStore(timeout);
        closers.push(() -> closeOwner(store));
        return store;
    }

    final Store openAnother(Store store) throws Exception {
        Store other = connect(store);
        closers.push(other::close);
        return other;
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
