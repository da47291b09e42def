package dev.rendezvous.zookeeper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.jspecify.annotations.Nullable;

/**
 * The watches of a space. They outlive sessions: each new one gets them all. Only the client that reads may hint, since another server may
 * be ahead of the one that is read from. Thread-safe.
 */
final class Watches {

    private final Map<String, List<Watch>> byPath = new HashMap<>();
    private @Nullable Client reading;

    /** A watch that is open until it is closed. */
    final class Watch implements AutoCloseable {

        private final String path;
        private final Runnable lookAgain;

        private Watch(String path, Runnable lookAgain) {
            this.path = path;
            this.lookAgain = lookAgain;
        }

        @Override
        public void close() {
            remove(this);
        }
    }

    /** What a client calls. Each client has one a path. */
    private record PathWatcher(Watches watches, Client client, String path) implements Watcher {

        @Override
        public void process(WatchedEvent event) {
            if (event.getType() != Event.EventType.None) {
                watches.hint(client, path);
            }
        }
    }

    /** Adds a watch. It hints once {@link #register} has completed. */
    synchronized Watch add(String path, Runnable lookAgain) {
        Watch watch = new Watch(path, lookAgain);
        byPath.computeIfAbsent(path, key -> new ArrayList<>()).add(watch);
        return watch;
    }

    CompletableFuture<Boolean> register(Client client, String path) {
        return client.watch(path, new PathWatcher(this, client, path));
    }

    /** Registers every watch with a client, before that client becomes the one that reads. */
    CompletableFuture<Void> registerAll(Client client) {
        return CompletableFuture.allOf(
                paths().stream().map(path -> register(client, path)).toArray(CompletableFuture[]::new));
    }

    /** Says which client reads from now on. What changed before may have been missed, so every watch hints. */
    void readFrom(Client client) {
        List<Watch> all = new ArrayList<>();
        synchronized (this) {
            reading = client;
            byPath.values().forEach(all::addAll);
        }
        all.forEach(watch -> watch.lookAgain.run());
    }

    synchronized boolean isEmpty() {
        return byPath.isEmpty();
    }

    private synchronized List<String> paths() {
        return List.copyOf(byPath.keySet());
    }

    private void hint(Client from, String path) {
        List<Watch> concerned;
        synchronized (this) {
            concerned = from == reading ? List.copyOf(byPath.getOrDefault(path, List.of())) : List.of();
        }
        concerned.forEach(watch -> watch.lookAgain.run());
    }

    private synchronized void remove(Watch watch) {
        List<Watch> same = byPath.getOrDefault(watch.path, new ArrayList<>());
        if (same.remove(watch) && same.isEmpty()) {
            byPath.remove(watch.path);
            if (reading != null) {
                reading.unwatch(watch.path);
            }
        }
    }
}
