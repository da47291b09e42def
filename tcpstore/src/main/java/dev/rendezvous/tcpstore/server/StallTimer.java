package dev.rendezvous.tcpstore.server;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Clients that owe the rest of something, each with its deadline. All have the same time, so they stand in the order of their
 * deadlines. For one thread.
 *
 * @param <T> the clients
 */
final class StallTimer<T> {

    private final Map<T, Long> deadlines = new LinkedHashMap<>();
    private final long patienceNanos;
    private final LongSupplier nanoClock;

    StallTimer(Duration patience, LongSupplier nanoClock) {
        this.patienceNanos = patience.toNanos();
        this.nanoClock = nanoClock;
    }

    /** Awaits the rest from now on, anew if it was awaited already. */
    void await(T client) {
        deadlines.remove(client);
        deadlines.put(client, nanoClock.getAsLong() + patienceNanos);
    }

    /** Awaits the rest from now on, unless it is awaited already. */
    void awaitOnce(T client) {
        deadlines.computeIfAbsent(client, added -> nanoClock.getAsLong() + patienceNanos);
    }

    void forget(T client) {
        deadlines.remove(client);
    }

    boolean isEmpty() {
        return deadlines.isEmpty();
    }

    /** {@return how long nothing has to be done; 0 or less if one is late, and {@link Long#MAX_VALUE} if none is awaited} */
    long nanosLeft() {
        for (long deadline : deadlines.values()) {
            return deadline - nanoClock.getAsLong();
        }
        return Long.MAX_VALUE;
    }

    /** Takes out the late ones. */
    void expire(Consumer<T> action) {
        while (nanosLeft() <= 0) {
            Iterator<T> first = deadlines.keySet().iterator();
            T late = first.next();
            first.remove();
            action.accept(late);
        }
    }
}
