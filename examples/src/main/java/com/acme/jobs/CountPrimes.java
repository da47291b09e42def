package com.acme.jobs;

import dev.rendezvous.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The workers count the primes below a million, in 50 items. Each takes the items whose number modulo the world size is its rank. When a
 * worker or a node is lost, or one comes, all start in a new round with new ranks: what is saved is not done again.
 *
 * <p>Arguments: a folder that all workers see, and how many milliseconds to wait after each item, so that there is time to kill a worker.
 */
public final class CountPrimes {

    private static final int ITEMS = 50;
    private static final int NUMBERS_OF_AN_ITEM = 20_000;

    private CountPrimes() {}

    /** Runs as a worker. */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        long pauseMillis = Long.parseLong(args[1]);
        Worker.main(worker -> count(worker, folder, pauseMillis));
    }

    private static void count(Worker worker, Path folder, long pauseMillis) throws IOException, InterruptedException {
        System.out.println("process " + ProcessHandle.current().pid() + " is rank " + worker.rank() + " of "
                + worker.worldSize() + " in round " + worker.round());
        for (int item = worker.rank(); item < ITEMS; item += worker.worldSize()) {
            Path result = folder.resolve("item-" + item);
            if (!Files.exists(result)) {
                save(primes(item), result);
                System.out.println("did item " + item);
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
            }
        }
        worker.store().set("done/" + worker.rank(), new byte[] {1});
        if (worker.rank() == 0) {
            System.out.println("primes: " + sum(worker, folder));
        }
    }

    private static long primes(int item) {
        int first = item * NUMBERS_OF_AN_ITEM;
        return IntStream.range(Math.max(first, 2), first + NUMBERS_OF_AN_ITEM)
                .filter(n -> IntStream.rangeClosed(2, (int) Math.sqrt(n)).noneMatch(d -> n % d == 0))
                .count();
    }

    /** The file is complete as soon as it is there. */
    private static void save(long count, Path result) throws IOException {
        Path next = Files.writeString(Files.createTempFile(result.getParent(), "next", ""), Long.toString(count));
        Files.move(next, result, StandardCopyOption.ATOMIC_MOVE);
    }

    private static long sum(Worker worker, Path folder) throws IOException, InterruptedException {
        for (int rank = 0; rank < worker.worldSize(); rank++) {
            byte[] unused = worker.store().get("done/" + rank); // Waits until that rank has set it.
        }
        long sum = 0;
        for (int item = 0; item < ITEMS; item++) {
            sum += Long.parseLong(Files.readString(folder.resolve("item-" + item)));
        }
        return sum;
    }
}
