package dev.rendezvous.benchmarks.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Threads that each count something. */
final class Team {

    private final String name;
    private final List<FutureTask<Long>> tasks = new ArrayList<>();

    Team(String name) {
        this.name = name;
    }

    void start(Callable<Long> count) {
        FutureTask<Long> task = new FutureTask<>(count);
        tasks.add(task);
        Thread thread = new Thread(task, name + " " + tasks.size());
        thread.setDaemon(true);
        thread.start();
    }

    /** {@return what all have counted} Waits for them; what one throws is thrown here. */
    long sum() throws Exception {
        long sum = 0;
        for (FutureTask<Long> task : tasks) {
            sum += task.get();
        }
        return sum;
    }
}
