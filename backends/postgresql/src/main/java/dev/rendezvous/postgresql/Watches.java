package dev.rendezvous.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The watches of a space. A watch begins when the connection listens. Thread-safe; no hint is given under a lock. */
final class Watches {

    private final List<Watch> watches = new ArrayList<>();
    private boolean listens;

    private final class Watch implements AutoCloseable {

        private final String prefix;
        private final Runnable lookAgain;
        private final CompletableFuture<AutoCloseable> begun = new CompletableFuture<>();

        Watch(String prefix, Runnable lookAgain) {
            this.prefix = prefix;
            this.lookAgain = lookAgain;
        }

        boolean concerns(String keyOrPrefix) {
            return keyOrPrefix.equals(Channel.EVERYTHING)
                    || keyOrPrefix.startsWith(prefix)
                    || prefix.startsWith(keyOrPrefix);
        }

        @Override
        public void close() {
            remove(this);
        }
    }

    /** {@return completes when the connection listens; exceptionally when it cannot be opened} */
    CompletionStage<AutoCloseable> add(String prefix, Runnable lookAgain) {
        Watch watch = new Watch(prefix, lookAgain);
        if (added(watch)) {
            watch.begun.complete(watch);
        }
        return watch.begun;
    }

    private synchronized boolean added(Watch watch) {
        watches.add(watch);
        return listens;
    }

    private synchronized void remove(Watch watch) {
        watches.remove(watch);
    }

    /** The connection listens: watches that wait begin, and the others may have missed something. */
    void listening() {
        for (Watch watch : setListening(true)) {
            if (!watch.begun.complete(watch)) {
                watch.lookAgain.run();
            }
        }
    }

    /** The connection is lost, or cannot be opened: watches that have not begun never will. */
    void failed(RuntimeException failure) {
        for (Watch watch : setListening(false)) {
            if (watch.begun.completeExceptionally(failure)) {
                remove(watch);
            }
        }
    }

    void changed(String keyOrPrefix) {
        for (Watch watch : all()) {
            if (watch.concerns(keyOrPrefix)) {
                watch.lookAgain.run();
            }
        }
    }

    private synchronized List<Watch> setListening(boolean value) {
        listens = value;
        return all();
    }

    private synchronized List<Watch> all() {
        return List.copyOf(watches);
    }
}
