package dev.rendezvous.engine.sim;

import java.util.PriorityQueue;

/** Virtual time, in nanoseconds, and what happens in it. */
final class Agenda {

    static final long MS = 1_000_000;
    static final long S = 1_000 * MS;

    /** What no schedule needs unless something runs hot. */
    private static final long MOST = 150_000;

    private final PriorityQueue<Item> items = new PriorityQueue<>();
    private long now;
    private long sequence;
    private long executed;

    private record Item(long at, long sequence, Runnable task) implements Comparable<Item> {
        @Override
        public int compareTo(Item other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
        }
    }

    long now() {
        return now;
    }

    long executed() {
        return executed;
    }

    void at(long time, Runnable task) {
        items.add(new Item(Math.max(now, time), sequence++, task));
    }

    void after(long delay, Runnable task) {
        at(now + delay, task);
    }

    void runUntil(long end) {
        while (!items.isEmpty() && items.peek().at() <= end) {
            Item item = items.remove();
            now = item.at();
            executed++;
            Violation.unless(executed < MOST, "L4", "more than %s events", MOST);
            item.task().run();
        }
        now = Math.max(now, end);
    }
}
