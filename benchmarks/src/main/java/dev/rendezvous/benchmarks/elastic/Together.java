package dev.rendezvous.benchmarks.elastic;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Calls that begin at one moment, each on a thread of its own. */
final class Together {

    private static final long PATIENCE_MINUTES = 5;

    private Together() {}

    /** {@return the nanoseconds until the last of the calls has returned} */
    static long nanos(List<? extends Callable<?>> calls) throws Exception {
        CountDownLatch begin = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Callable<?> call : calls) {
                running.add(threads.submit(() -> {
                    begin.await();
                    return call.call();
                }));
            }
            long start = System.nanoTime();
            begin.countDown();
            for (Future<?> call : running) {
                call.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
            }
            return System.nanoTime() - start;
        } finally {
            threads.shutdownNow();
        }
    }
}
