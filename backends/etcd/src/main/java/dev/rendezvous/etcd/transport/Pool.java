package dev.rendezvous.etcd.transport;

import dev.rendezvous.Endpoint;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Connections that wait for their next request. One that has waited for long is not used again: something between the two ends may have
 * forgotten it. Thread-safe.
 */
final class Pool implements AutoCloseable {

    private static final long LONGEST_IDLE = Duration.ofSeconds(30).toNanos();

    private final LongSupplier clock;
    private final Map<Endpoint, Deque<Idle>> idle = new HashMap<>();
    private boolean closed;

    private record Idle(HttpConnection connection, long since) {}

    Pool(LongSupplier clock) {
        this.clock = clock;
    }

    /** {@return the connection that was used last, if there is one} */
    synchronized @Nullable HttpConnection take(Endpoint endpoint) {
        Deque<Idle> waiting = idle.getOrDefault(endpoint, new ArrayDeque<>());
        dropOld(waiting);
        Idle last = waiting.pollLast();
        return last == null ? null : last.connection();
    }

    private void dropOld(Deque<Idle> waiting) {
        for (Iterator<Idle> each = waiting.iterator(); each.hasNext(); ) {
            Idle next = each.next();
            if (clock.getAsLong() - next.since() > LONGEST_IDLE) {
                next.connection().close();
                each.remove();
            }
        }
    }

    synchronized void give(Endpoint endpoint, HttpConnection connection) {
        if (closed) {
            connection.close();
            return;
        }
        Deque<Idle> waiting = idle.computeIfAbsent(endpoint, none -> new ArrayDeque<>());
        waiting.add(new Idle(connection, clock.getAsLong()));
        dropOld(waiting);
    }

    /** Closes the connections to an endpoint, since one of them broke: the server may have restarted. */
    synchronized void drop(Endpoint endpoint) {
        Deque<Idle> waiting = idle.remove(endpoint);
        if (waiting != null) {
            waiting.forEach(each -> each.connection().close());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.values()
                .forEach(waiting -> waiting.forEach(each -> each.connection().close()));
        idle.clear();
    }
}
