package dev.rendezvous.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Many threads and large values: what only shows when much goes on at once. */
abstract class StoreConcurrencyContract extends StoreUpdateContract {

    private static final int THREADS = 64;
    private static final int TURNS = 10;
    private static final int CLIENTS = 3;
    private static final int THREADS_OF_A_CLIENT = 2;
    private static final int CALLS = 25;
    private static final int RUNS = 3;
    private static final int LARGE = 1 << 20;

    @Test
    void aLargeValueComesBackAsItWas() throws Exception {
        Store store = open();
        byte[] value = new byte[largestValue().orElse(LARGE)];
        new Random(value.length).nextBytes(value);
        store.set("large", value);
        assertThat(openAnother(store).get("large")).isEqualTo(value);
        assertThat(store.compareAndSet("large", bytes("other"), bytes("new"))).isEqualTo(value);
    }

    @Test
    void aValueThatIsTooLargeIsRefusedAndTheStoreWorksOn() throws Exception {
        if (largestValue().isEmpty()) {
            return;
        }
        Store store = open();
        store.set("key", bytes("small"));
        byte[] value = new byte[largestValue().getAsInt() + 1];
        assertThatThrownBy(() -> store.set("key", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key")
                .hasMessageContaining(Integer.toString(value.length));
        assertThatThrownBy(() -> store.compareAndSet("key", bytes("small"), value))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.get("key")).isEqualTo(bytes("small"));
    }

    @Test
    void noThreadGetsTheAnswerOfAnother() throws Exception {
        Store store = open();
        CountDownLatch start = new CountDownLatch(1);
        List<BackgroundCall<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String mine = "of thread " + i;
            calls.add(BackgroundCall.start(() -> {
                start.await();
                keepToMyself(store, mine);
                return true;
            }));
        }
        start.countDown();
        for (BackgroundCall<Boolean> call : calls) {
            assertThat(call.result()).isTrue();
        }
    }

    private static void keepToMyself(Store store, String key) throws InterruptedException {
        for (int turn = 0; turn < TURNS; turn++) {
            byte[] value = bytes(key + turn);
            store.set(key, value);
            assertThat(store.get(key)).isEqualTo(value);
            assertThat(store.compareAndSet(key, value, bytes(key))).isEqualTo(bytes(key));
            assertThat(store.contains(List.of(key))).isTrue();
            assertThat(store.add("count " + key, turn)).isEqualTo(turn * (turn + 1) / 2);
        }
        assertThat(store.delete(key)).isTrue();
    }

    @Test
    void whatManyThreadsSeeOfAKeyCouldHaveBeen() throws Exception {
        for (int seed = 0; seed < RUNS; seed++) {
            List<Linearizability.Call<Cell>> history = history(seed);
            assertThat(history).hasSize(CLIENTS * THREADS_OF_A_CLIENT * CALLS);
            assertThat(Linearizability.holds(history, Cell.MISSING))
                    .as("seed %s: %s", seed, history)
                    .isTrue();
        }
    }

    private List<Linearizability.Call<Cell>> history(int seed) throws Exception {
        Store store = open();
        RecordedKey key = new RecordedKey("key");
        CountDownLatch start = new CountDownLatch(1);
        List<BackgroundCall<Boolean>> threads = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            Store own = openAnother(store);
            for (int thread = 0; thread < THREADS_OF_A_CLIENT; thread++) {
                Random random = new Random(31L * (31L * seed + client) + thread);
                threads.add(BackgroundCall.start(() -> {
                    start.await();
                    for (int call = 0; call < CALLS; call++) {
                        callAtRandom(own, key, random);
                    }
                    return true;
                }));
            }
        }
        start.countDown();
        for (BackgroundCall<Boolean> thread : threads) {
            thread.result();
        }
        return key.history();
    }

    /** Few values, so that comparisons succeed, and all of them numbers, so that they can be added to. */
    private static void callAtRandom(Store store, RecordedKey key, Random random) throws InterruptedException {
        switch (random.nextInt(6)) {
            case 0 -> key.set(store, digit(random));
            case 1 -> key.add(store, random.nextInt(3) - 1);
            case 2 -> key.delete(store);
            case 3 -> key.compareAndSet(store, random.nextBoolean() ? "" : digit(random), digit(random));
            default -> key.get(store);
        }
    }

    private static String digit(Random random) {
        return Integer.toString(random.nextInt(3));
    }
}
