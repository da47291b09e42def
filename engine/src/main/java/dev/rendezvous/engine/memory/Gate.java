package dev.rendezvous.engine.memory;

import java.util.ArrayDeque;
import java.util.Deque;

/** What reaches a service in memory; while the service is frozen it waits, in its order. Confined to one thread. */
public final class Gate {

    private final Deque<Runnable> held = new ArrayDeque<>();
    private boolean frozen;

    public void pass(Runnable task) {
        if (frozen) {
            held.add(task);
        } else {
            task.run();
        }
    }

    public void freeze() {
        frozen = true;
    }

    public void thaw() {
        frozen = false;
        while (!frozen && !held.isEmpty()) {
            held.remove().run();
        }
    }
}
