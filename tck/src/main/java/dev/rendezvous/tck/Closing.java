package dev.rendezvous.tck;

import java.util.ArrayDeque;
import java.util.Deque;

/** Resources that are closed together, the last one first. A failure of one does not keep the others open. */
final class Closing {

    private final Deque<Runnable> closers = new ArrayDeque<>();

    synchronized void add(Runnable closer) {
        closers.push(closer);
    }

    synchronized void close() {
        AssertionError failures = new AssertionError("closing failed");
        while (!closers.isEmpty()) {
            try {
                closers.pop().run();
            } catch (RuntimeException e) {
                failures.addSuppressed(e);
            }
        }
        if (failures.getSuppressed().length > 0) {
            throw failures;
        }
    }
}
