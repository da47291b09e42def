package dev.rendezvous.tcpstore.server.store;

import java.util.ArrayDeque;
import java.util.Iterator;

/** A queue whose memory follows its size, also when it gets shorter. For one thread. */
final class ShrinkingQueue<T> implements Iterable<T> {

    private static final int KEPT = 16;
    private static final int SHRINK_AT = 4;

    private ArrayDeque<T> items = new ArrayDeque<>(1);
    private int most;

    void add(T item) {
        items.add(item);
        most = Math.max(most, items.size());
    }

    T first() {
        return items.element();
    }

    T remove() {
        T item = items.remove();
        if (most > KEPT && items.size() < most / SHRINK_AT) {
            items = new ArrayDeque<>(items);
            most = items.size();
        }
        return item;
    }

    int size() {
        return items.size();
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    @Override
    public Iterator<T> iterator() {
        return items.iterator();
    }
}
