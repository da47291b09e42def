package dev.rendezvous.etcd.transport;

import dev.rendezvous.Endpoint;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which endpoint has its turn: it gets every call and every stream, so that a keep-alive that fails tells of the streams too. Thread-safe.
 */
final class Turns {

    private final List<Endpoint> endpoints;
    private final AtomicLong number;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * The time in which an endpoint has its turn.
     *
     * @param number counts the turns
     * @param endpoint the endpoint
     */
    record Turn(long number, Endpoint endpoint) {}

    /** Starts with one of the endpoints, so that the nodes of a run share the members of a cluster. */
    Turns(List<Endpoint> endpoints, int first) {
        this.endpoints = endpoints;
        this.number = new AtomicLong(first);
    }

    int size() {
        return endpoints.size();
    }

    Turn current() {
        long now = number.get();
        return new Turn(now, endpoints.get((int) (now % endpoints.size())));
    }

    /** Passes the turn on to the next endpoint, unless that has happened. */
    void leave(Turn turn) {
        if (number.compareAndSet(turn.number(), turn.number() + 1)) {
            listeners.forEach(Runnable::run);
        }
    }

    void whenLeft(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }
}
