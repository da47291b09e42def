package dev.rendezvous.tcpstore.server;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The connections of which something is read and not served, each once, in the order of their next turns. All of them together have a
 * bounded time in each turn of the server, so that thousands with long requests do not delay the clients with short ones. For the thread
 * of the server.
 *
 * @param <T> the connections
 */
final class WaitingLine<T> {

    private static final long NANOS_PER_TURN = Duration.ofMillis(10).toNanos();

    private final LinkedHashSet<T> waiting = new LinkedHashSet<>();
    private final LongSupplier nanoClock;

    WaitingLine(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    int size() {
        return waiting.size();
    }

    /** Adds a connection at the end, unless it waits already. */
    void add(T connection) {
        waiting.add(connection);
    }

    /** Gives a turn to each of the first connections, as far as the time goes, and to one at least. */
    void takeTurn(int count, Consumer<T> serve) {
        long start = count == 0 ? 0 : nanoClock.getAsLong();
        for (int left = count; left > 0; left--) {
            Iterator<T> first = waiting.iterator();
            T next = first.next();
            first.remove();
            serve.accept(next);
            if (nanoClock.getAsLong() - start > NANOS_PER_TURN) {
                return;
            }
        }
    }
}
