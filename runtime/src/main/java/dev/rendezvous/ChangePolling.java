package dev.rendezvous;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Looks for a change once each second, for handlers that are not notified. */
final class ChangePolling {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private ChangePolling() {}

    static boolean await(Change change, Duration timeout) throws InterruptedException {
        return await(change, timeout, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    /** Waits on a given clock. */
    static boolean await(Change change, Duration timeout, LongSupplier nanoClock, Pause pause)
            throws InterruptedException {
        long start = nanoClock.getAsLong();
        long limit = nanosOf(timeout);
        while (!change.isThere()) {
            long left = limit - (nanoClock.getAsLong() - start);
            if (left <= 0) {
                return false;
            }
            pause.nanos(Math.min(left, INTERVAL.toNanos()));
        }
        return true;
    }

    private static long nanosOf(Duration timeout) {
        try {
            return Math.max(0, timeout.toNanos());
        } catch (ArithmeticException tooLong) {
            return timeout.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }

    /** What to look for. */
    interface Change {
        boolean isThere() throws InterruptedException;
    }

    /** How to let time pass. */
    interface Pause {
        void nanos(long nanos) throws InterruptedException;
    }
}
