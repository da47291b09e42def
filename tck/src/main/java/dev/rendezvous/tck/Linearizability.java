package dev.rendezvous.tck;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what several threads saw of one key could have been: whether the calls can be put into an order in which each takes
 * effect at one moment between its start and its end, and each answer is what a key would give then.
 *
 * <p>It is the search of Wing and Gong, which tries every call that may come next, with Lowe's addition: where the same calls have
 * led to the same value before, there is nothing new to find. Keys are independent of each other, so that each has a history of
 * its own.
 */
final class Linearizability {

    private final List<Call> history;
    private final Set<Tried> tried = new HashSet<>();

    private Linearizability(List<Call> history) {
        this.history = history;
    }

    /**
     * What a key holds.
     *
     * @param value its value; empty if the key is not there
     */
    record Cell(Optional<String> value) {

        static final Cell MISSING = new Cell(Optional.empty());

        static Cell of(String value) {
            return new Cell(Optional.of(value));
        }
    }

    /** What a call does to a key. */
    @FunctionalInterface
    interface Effect {

        /** {@return what the key holds after the call; empty if the answer would have been another one} */
        Optional<Cell> on(Cell cell);
    }

    /**
     * A call that has returned.
     *
     * @param description the call and its answer, for people
     * @param start a moment before it began
     * @param end a moment after it returned, on the same clock
     */
    record Call(String description, Effect effect, long start, long end) {

        @Override
        public String toString() {
            return start + "-" + end + " " + description;
        }
    }

    private record Tried(BitSet done, Cell cell) {}

    /** {@return whether the calls of one key, which was not there before, could have been answered so} */
    static boolean holds(List<Call> history) {
        return new Linearizability(history).canGoOn(new BitSet(), Cell.MISSING);
    }

    private boolean canGoOn(BitSet done, Cell cell) {
        if (done.cardinality() == history.size()) {
            return true;
        }
        if (!tried.add(new Tried((BitSet) done.clone(), cell))) {
            return false;
        }
        long firstEnd = firstEnd(done);
        for (int i = done.nextClearBit(0); i < history.size(); i = done.nextClearBit(i + 1)) {
            if (history.get(i).start() <= firstEnd && canBeNext(i, done, cell)) {
                return true;
            }
        }
        return false;
    }

    private boolean canBeNext(int i, BitSet done, Cell cell) {
        Optional<Cell> after = history.get(i).effect().on(cell);
        if (after.isEmpty()) {
            return false;
        }
        done.set(i);
        boolean can = canGoOn(done, after.get());
        done.clear(i);
        return can;
    }

    /** What has returned comes before all that began later. */
    private long firstEnd(BitSet done) {
        long first = Long.MAX_VALUE;
        for (int i = done.nextClearBit(0); i < history.size(); i = done.nextClearBit(i + 1)) {
            first = Math.min(first, history.get(i).end());
        }
        return first;
    }
}
