package com.acme.rendezvous.shareddir;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A moment up to which something is waited for, on the clock that nobody sets. A directory tells nobody of its changes in a
 * portable way, so that waiting means looking again after a pause.
 */
record Deadline(long start, long limit) {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    static Deadline after(Duration limit) {
        return new Deadline(System.nanoTime(), TimeUnit.NANOSECONDS.convert(limit));
    }

    boolean isOver() {
        return left() <= 0;
    }

    void pause() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.min(PAUSE, left()));
    }

    private long left() {
        return limit - (System.nanoTime() - start);
    }
}
