package dev.rendezvous.tck;

import dev.rendezvous.Store;
import java.util.List;
import java.util.Random;

/** Calls about one key that several connections make at the same time, chosen by a seed. */
final class RandomCalls {

    private static final int CONNECTIONS = 3;
    private static final int THREADS_OF_A_CONNECTION = 2;
    private static final int CALLS = 25;

    private final boolean withReplace;

    RandomCalls(boolean withReplace) {
        this.withReplace = withReplace;
    }

    /** {@return all calls with their answers} */
    List<Linearizability.Call<Cell>> history(Stores stores, int seed) throws Exception {
        Store store = stores.open();
        List<Store> connections = stores.connect(store, CONNECTIONS);
        RecordedKey key = new RecordedKey("key");
        Together.run(CONNECTIONS * THREADS_OF_A_CONNECTION, thread -> {
            Random random = new Random(31L * seed + thread);
            for (int call = 0; call < CALLS; call++) {
                callAtRandom(connections.get(thread % CONNECTIONS), key, random);
            }
            return true;
        });
        return key.history();
    }

    /** There are few values, so that comparisons succeed. All are numbers, so that they can be added to. */
    private void callAtRandom(Store store, RecordedKey key, Random random) throws InterruptedException {
        switch (random.nextInt(withReplace ? 8 : 7)) {
            case 0 -> key.set(store, digit(random));
            case 1 -> key.add(store, random.nextInt(3) - 1);
            case 2 -> key.delete(store);
            case 3 -> key.compareAndSet(store, random.nextBoolean() ? "" : digit(random), digit(random));
            case 4 -> key.find(store);
            case 7 -> key.replace(store, random.nextBoolean() ? "" : digit(random), digit(random));
            default -> key.get(store);
        }
    }

    private static String digit(Random random) {
        return Integer.toString(random.nextInt(3));
    }
}
