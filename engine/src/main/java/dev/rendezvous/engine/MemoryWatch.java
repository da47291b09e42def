package dev.rendezvous.engine;

import java.util.List;

/** A watch of a space in memory. Each is another, also with the same prefix and hint. */
final class MemoryWatch {

    private final String prefix;
    private final Runnable lookAgain;

    MemoryWatch(String prefix, Runnable lookAgain) {
        this.prefix = prefix;
        this.lookAgain = lookAgain;
    }

    Runnable lookAgain() {
        return lookAgain;
    }

    boolean concerns(List<String> keys) {
        return keys.stream().anyMatch(key -> key.startsWith(prefix));
    }
}
