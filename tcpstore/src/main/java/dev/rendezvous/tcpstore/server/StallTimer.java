package dev.rendezvous.tcpstore.server;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Those from whom the rest of something is awaited, and until when. All have the same patience, so they stand in the order of
 * their deadlines. For one thread.
 *
 * @param <T> who is awaited
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
    void await(T someone) {
        deadlines.remove(someone);
        deadlines.put(someone, nanoClock.getAsLong() + patienceNanos);
    }

    /** Awaits the rest from now on, unless it is awaited already. */
    void awaitOnce(T someone) {
        deadlines.computeIfAbsent(someone, added -> nanoClock.getAsLong() + patienceNanos);
    }

    void forget(T someone) {
        deadlines.remove(someone);
    }

    boolean isEmpty() {
        return deadlines.isEmpty();
    }

    /** {@return how long nothing has to be done; 0 or less if someone is late, and the end of time if nobody is awaited} */
    long nanosLeft() {
        for (long deadline : deadlines.values()) {
            return deadline - nanoClock.getAsLong();
        }
        return Long.MAX_VALUE;
    }

    /** Takes out those who are late. */
    void expire(Consumer<T> action) {
        while (nanosLeft() <= 0) {
            Iterator<T> first = deadlines.keySet().iterator();
            T late = first.next();
            first.remove();
            action.accept(late);
        }
    }
}
