package dev.rendezvous.benchmarks.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes lines from any thread, until there are enough. */
final class LineCounter extends OutputStream {

    private static final long PATIENCE_MINUTES = 3;

    private final CountDownLatch missing;

    LineCounter(int lines) {
        this.missing = new CountDownLatch(lines);
    }

    @Override
    public void write(int one) {
        if (one == '\n') {
            missing.countDown();
        }
    }

    void await() throws IOException, InterruptedException {
        if (!missing.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            throw new IOException(missing.getCount() + " lines are missing");
        }
    }
}
