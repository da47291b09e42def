package dev.rendezvous.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.Store;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What the processes of the demo tell each other through their store. */
final class Greetings {

    private final Store store;
    private final int rank;
    private final int worldSize;
    private final Duration timeout;
    private final Consumer<String> lines;

    /**
     * Prepares it.
     *
     * @param info the place of this process in the group
     * @param timeout how long to wait for the others at each turn
     * @param lines takes what this process does, as it does it
     */
    Greetings(RendezvousInfo info, Duration timeout, Consumer<String> lines) {
        this.store = info.store().withTimeout(timeout);
        this.rank = info.rank();
        this.worldSize = info.worldSize();
        this.timeout = timeout;
        this.lines = lines;
    }

    /** Sets one key, reads those of all others, and parts when everybody has read everything. */
    void hold() throws InterruptedException {
        String value = "hello from process " + ProcessHandle.current().pid();
        store.set("greeting/" + rank, value.getBytes(UTF_8));
        lines.accept("set greeting/" + rank + " to \"" + value + "\"");
        for (int other = 0; other < worldSize; other++) {
            if (other != rank) {
                String read = new String(store.get("greeting/" + other), UTF_8);
                lines.accept("got greeting/" + other + ":   \"" + read + "\"");
            }
        }
        part();
    }

    /** The store may live in the process of rank 0, which therefore leaves last. */
    private void part() throws InterruptedException {
        store.set("read/" + rank, new byte[0]);
        store.await(keys("read/", 0), timeout);
        if (rank == 0) {
            store.await(keys("left/", 1), timeout);
        } else {
            store.set("left/" + rank, new byte[0]);
        }
    }

    private List<String> keys(String prefix, int first) {
        return IntStream.range(first, worldSize)
                .mapToObj(other -> prefix + other)
                .toList();
    }
}
