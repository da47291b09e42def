package dev.rendezvous.tck;

import static dev.rendezvous.tck.Stores.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rendezvous.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Calls of many threads and connections at the same time.
 *
 * @since 0.1
 */
@ExtendWith(TestResources.class)
public interface StoreConcurrencyContract extends StoreSource {

    /**
     * {@return whether {@link Store#replace} knows for certain if it set the key} Only a store whose server cannot say so
     * overrides this method.
     */
    default boolean replacesExactly() {
        return true;
    }

    @Test
    default void threadsGetOnlyTheirOwnAnswers(Stores stores) throws Exception {
        Store store = stores.open();
        List<Boolean> done = Together.run(64, thread -> {
            keepToItself(store, "of thread " + thread);
            return true;
        });
        assertEquals(64, done.size());
    }

    private static void keepToItself(Store store, String key) throws InterruptedException {
        for (int turn = 0; turn < 10; turn++) {
            byte[] value = bytes(key + turn);
            store.set(key, value);
            assertArrayEquals(value, store.get(key));
            assertArrayEquals(bytes(key), store.compareAndSet(key, value, bytes(key)));
            assertTrue(store.contains(List.of(key)));
            assertEquals(turn * (turn + 1) / 2, store.add("count " + key, turn));
        }
        assertTrue(store.delete(key));
    }

    @Test
    default void concurrentAddsAreAllCounted(Stores stores) throws Exception {
        Store store = stores.open();
        int threads = 64;
        int additions = 5;
        List<Store> own = stores.connect(store, threads);
        List<List<Long>> sums = Together.run(threads, thread -> addOften(own.get(thread), additions));
        assertEquals(
                LongStream.rangeClosed(1, (long) threads * additions).boxed().toList(),
                sums.stream().flatMap(List::stream).sorted().toList());
    }

    private static List<Long> addOften(Store store, int additions) throws InterruptedException {
        List<Long> sums = new ArrayList<>();
        for (int i = 0; i < additions; i++) {
            sums.add(store.add("counter", 1));
        }
        return sums;
    }

    @Test
    default void oneOfManyCompareAndSetsWins(Stores stores) throws Exception {
        Store store = stores.open();
        List<Store> rivals = stores.connect(store, 8);
        byte[] current = bytes("");
        for (int generation = 0; generation < 10; generation++) {
            byte[] expected = current;
            String prefix = generation + "/";
            List<Boolean> won = Together.run(rivals.size(), rival -> {
                byte[] own = bytes(prefix + rival);
                return Arrays.equals(own, rivals.get(rival).compareAndSet("key", expected, own));
            });
            current = bytes(prefix + onlyWinner(won));
            assertArrayEquals(current, store.get("key"));
        }
    }

    /** All set the same bytes, so that a store cannot tell from the value alone which call has won. */
    @Test
    default void oneOfManyReplacesWins(Stores stores) throws Exception {
        assumeTrue(replacesExactly());
        Store store = stores.open();
        List<Store> rivals = stores.connect(store, 8);
        byte[] current = bytes("");
        for (int generation = 0; generation < 10; generation++) {
            byte[] expected = current;
            byte[] desired = bytes("value " + generation);
            onlyWinner(Together.run(rivals.size(), rival -> rivals.get(rival).replace("key", expected, desired)));
            current = desired;
            assertArrayEquals(current, store.get("key"));
        }
    }

    private static int onlyWinner(List<Boolean> won) {
        List<Integer> winners =
                IntStream.range(0, won.size()).filter(won::get).boxed().toList();
        assertEquals(1, winners.size(), "calls that say that they have set the key");
        return winners.get(0);
    }

    @Test
    default void concurrentCallsAreLinearizable(Stores stores) throws Exception {
        for (int seed = 0; seed < 3; seed++) {
            List<Linearizability.Call<Cell>> history = new RandomCalls(replacesExactly()).history(stores, seed);
            assertTrue(Linearizability.holds(history, Cell.MISSING), "seed " + seed + ": " + history);
        }
    }
}
