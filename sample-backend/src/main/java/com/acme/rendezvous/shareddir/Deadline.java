package com.acme.rendezvous.shareddir;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The end of a wait, on a clock that never goes back. There is no portable way to be notified of a new file, so waiting means to
 * look again after a pause.
 */
record Deadline(LongSupplier clock, long start, long limit) {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    static Deadline after(Duration limit) {
        return after(limit, System::nanoTime);
    }

    static Deadline after(Duration limit, LongSupplier nanoClock) {
        return new Deadline(nanoClock, nanoClock.getAsLong(), TimeUnit.NANOSECONDS.convert(limit));
    }

    boolean isOver() {
        return left() <= 0;
    }

    void pause() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.min(PAUSE, left()));
    }

    private long left() {
        return limit - (clock.getAsLong() - start);
    }
}
