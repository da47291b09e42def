package dev.rendezvous.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs an action on many threads that start at the same moment. */
final class Together {

    /** What each thread does. */
    interface Action<T> {
        T run(int thread) throws Exception;
    }

    private Together() {}

    /** {@return what each thread returned, in their order} */
    static <T> List<T> run(int threads, Action<T> action) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<BackgroundCall<T>> calls = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int thread = i;
            calls.add(BackgroundCall.start(() -> {
                start.await();
                return action.run(thread);
            }));
        }
        start.countDown();
        List<T> results = new ArrayList<>();
        for (BackgroundCall<T> call : calls) {
            results.add(call.result());
        }
        return results;
    }
}
