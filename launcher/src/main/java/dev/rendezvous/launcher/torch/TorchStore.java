package dev.rendezvous.launcher.torch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The keys of a round, as texts. */
final class TorchStore {

    private static final String LAST = "FIN";

    private final Store store;

    TorchStore(Store store, Duration timeout) {
        this.store = store.withTimeout(timeout);
    }

    void set(String key, String value) throws InterruptedException {
        store.set(key, value.getBytes(UTF_8));
    }

    String get(String key) throws InterruptedException {
        return new String(store.get(key), UTF_8);
    }

    /** Waits for keys, up to the time-out. */
    void await(List<String> keys) throws InterruptedException {
        store.await(keys, store.timeout());
    }

    long add(String key) throws InterruptedException {
        return store.add(key, 1);
    }

    /** {@return the values of all agents, in the order of their ranks} */
    List<String> all(int agents, IntFunction<String> key) throws InterruptedException {
        await(IntStream.range(0, agents).mapToObj(key).toList());
        List<String> values = new ArrayList<>();
        for (int rank = 0; rank < agents; rank++) {
            values.add(get(key.apply(rank)));
        }
        return values;
    }

    /** Says, in releases up to 2.3, that this agent has read all; rank 0 goes on when all have said so. */
    void finish(int rank, int agents, IntFunction<String> key) throws InterruptedException {
        set(finished(key).apply(rank), LAST);
        if (rank == 0) {
            all(agents, finished(key));
        }
    }

    static IntFunction<String> finished(IntFunction<String> key) {
        return rank -> key.apply(rank) + "." + LAST;
    }
}
