package dev.rendezvous.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import dev.rendezvous.tck.Linearizability.Call;
import dev.rendezvous.tck.Linearizability.Effect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Calls a store about one key, from many threads and through many connections, and records each call with its answer. */
final class RecordedKey {

    private final String key;
    private final AtomicLong clock = new AtomicLong();
    private final ConcurrentLinkedQueue<Call<Cell>> history = new ConcurrentLinkedQueue<>();

    RecordedKey(String key) {
        this.key = key;
    }

    /** {@return the calls that have returned} */
    List<Call<Cell>> history() {
        return List.copyOf(history);
    }

    void set(Store store, String value) throws InterruptedException {
        long start = clock.incrementAndGet();
        store.set(key, bytes(value));
        // A protocol may have no answer to a set. An answer to a later call shows that the set was done.
        store.contains(List.of());
        record("set " + value, start, cell -> Optional.of(Cell.of(value)));
    }

    void get(Store store) throws InterruptedException {
        long start = clock.incrementAndGet();
        Cell seen = look(store.withTimeout(Duration.ZERO));
        record("get " + seen.value(), start, cell -> cell.equals(seen) ? Optional.of(cell) : Optional.empty());
    }

    void add(Store store, long delta) throws InterruptedException {
        long start = clock.incrementAndGet();
        long sum = store.add(key, delta);
        record("add " + delta + " gives " + sum, start, cell -> {
            long before = cell.value().map(Long::parseLong).orElse(0L);
            return before + delta == sum ? Optional.of(Cell.of(Long.toString(sum))) : Optional.empty();
        });
    }

    void compareAndSet(Store store, String expected, String desired) throws InterruptedException {
        long start = clock.incrementAndGet();
        String answer = new String(store.compareAndSet(key, bytes(expected), bytes(desired)), UTF_8);
        record("compareAndSet " + expected + " " + desired + " gives " + answer, start, cell -> {
            boolean matches = cell.value().orElse("").equals(expected);
            String right = matches ? desired : cell.value().orElse(expected);
            return right.equals(answer) ? Optional.of(matches ? Cell.of(desired) : cell) : Optional.empty();
        });
    }

    void replace(Store store, String expected, String desired) throws InterruptedException {
        long start = clock.incrementAndGet();
        boolean replaced = store.replace(key, bytes(expected), bytes(desired));
        record("replace " + expected + " " + desired + " gives " + replaced, start, cell -> {
            boolean matches = cell.value().orElse("").equals(expected);
            return matches == replaced ? Optional.of(matches ? Cell.of(desired) : cell) : Optional.empty();
        });
    }

    void find(Store store) throws InterruptedException {
        long start = clock.incrementAndGet();
        Cell seen = new Cell(store.find(key).map(value -> new String(value, UTF_8)));
        record("find " + seen.value(), start, cell -> cell.equals(seen) ? Optional.of(cell) : Optional.empty());
    }

    void delete(Store store) throws InterruptedException {
        long start = clock.incrementAndGet();
        boolean deleted = store.delete(key);
        record(
                "delete gives " + deleted,
                start,
                cell -> cell.value().isPresent() == deleted ? Optional.of(Cell.MISSING) : Optional.empty());
    }

    private Cell look(Store store) throws InterruptedException {
        try {
            return Cell.of(new String(store.get(key), UTF_8));
        } catch (RendezvousTimeoutException notThere) {
            return Cell.MISSING;
        }
    }

    private void record(String description, long start, Effect<Cell> effect) {
        history.add(Call.answered(description, effect, start, clock.incrementAndGet()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
