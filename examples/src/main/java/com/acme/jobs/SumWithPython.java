package com.acme.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.Store;
import dev.rendezvous.worker.Worker;
import java.util.stream.LongStream;

/** The ranks of a world add up the squares below a thousand. The other ranks may run {@code sum.py}, which does the same in Python. */
public final class SumWithPython {

    private static final int NUMBERS = 1000;

    private SumWithPython() {}

    /** Runs as a worker. */
    public static void main(String[] args) {
        Worker.main(SumWithPython::sum);
    }

    private static void sum(Worker worker) throws InterruptedException {
        Store store = worker.store();
        long part = LongStream.range(0, NUMBERS)
                .filter(number -> number % worker.worldSize() == worker.rank())
                .map(number -> number * number)
                .sum();
        store.set("part/" + worker.rank(), Long.toString(part).getBytes(UTF_8));
        long total = 0;
        for (int rank = 0; rank < worker.worldSize(); rank++) {
            total += Long.parseLong(new String(store.get("part/" + rank), UTF_8)); // Waits until that rank has set it.
        }
        System.out.println("Java, rank " + worker.rank() + ": " + part + " of " + total);
    }
}
