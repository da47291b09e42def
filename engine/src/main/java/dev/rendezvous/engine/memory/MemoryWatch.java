package dev.rendezvous.engine.memory;

import java.util.List;

/** A watch of a space in memory. Each is another, also with the same prefix and hint. */
public final class MemoryWatch {

    private final String prefix;
    private final Runnable lookAgain;

    public MemoryWatch(String prefix, Runnable lookAgain) {
        this.prefix = prefix;
        this.lookAgain = lookAgain;
    }

    public Runnable lookAgain() {
        return lookAgain;
    }

    public boolean concerns(List<String> keys) {
        return keys.stream().anyMatch(key -> key.startsWith(prefix));
    }
}
