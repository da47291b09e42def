package dev.rendezvous.tck;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks whether the answers that several threads got about one object are possible. They are if the calls can be put into an
 * order in which each call takes effect at one moment between its start and its end, and each answer is that of a correct object.
 *
 * <p>This is the search of Wing and Gong, which tries every call that may come next. Lowe's addition skips what was tried before:
 * the same calls done, and the same state. Keys are independent, so that each key has its own history.
 *
 * @param <S> the state of the object; two states are the same if they are equal
 * @since 0.1
 */
public final class Linearizability<S> {

    private final List<Call<S>> history;
    private final int certain;
    private final Set<Tried<S>> tried = new HashSet<>();

    private Linearizability(List<Call<S>> history) {
        this.history = history;
        this.certain = (int) history.stream().filter(Call::certain).count();
    }

    /**
     * What a call does.
     *
     * @param <S> the state
     */
    @FunctionalInterface
    public interface Effect<S> {

        /**
         * {@return the state after the call; empty if a correct object would have given another answer}
         *
         * @param state the state before the call
         */
        Optional<S> on(S state);
    }

    /**
     * A call.
     *
     * @param description the call and its answer, for messages
     * @param effect what it does
     * @param start a time before it began
     * @param end a time after it returned, on the same clock; the largest number if it may take effect later
     * @param certain whether it certainly took effect
     * @param <S> the state
     */
    public record Call<S>(String description, Effect<S> effect, long start, long end, boolean certain) {

        /**
         * {@return a call whose answer is known}
         *
         * @param description the call and its answer, for messages
         * @param effect what it does
         * @param start a time before it began
         * @param end a time after it returned
         * @param <S> the state
         */
        public static <S> Call<S> answered(String description, Effect<S> effect, long start, long end) {
            return new Call<>(description, effect, start, end, true);
        }

        /**
         * {@return a call whose answer was lost; it may take effect at any time after its start, or never}
         *
         * @param description the call, for messages
         * @param effect what it does if it takes effect
         * @param start a time before it began
         * @param <S> the state
         */
        public static <S> Call<S> unanswered(String description, Effect<S> effect, long start) {
            return new Call<>(description, effect, start, Long.MAX_VALUE, false);
        }

        @Override
        public String toString() {
            return start + "-" + (certain ? end : "?") + " " + description;
        }
    }

    private record Tried<S>(BitSet done, S state) {}

    /**
     * {@return whether the answers are possible}
     *
     * @param history the calls, in any order
     * @param initial the state before the first of them
     * @param <S> the state
     */
    public static <S> boolean holds(List<Call<S>> history, S initial) {
        return new Linearizability<>(List.copyOf(history)).canGoOn(new BitSet(), 0, initial);
    }

    private boolean canGoOn(BitSet done, int certainDone, S state) {
        if (certainDone == certain) {
            return true;
        }
        if (!tried.add(new Tried<>((BitSet) done.clone(), state))) {
            return false;
        }
        long firstEnd = firstEnd(done);
        for (int i = done.nextClearBit(0); i < history.size(); i = done.nextClearBit(i + 1)) {
            if (history.get(i).start() <= firstEnd && canBeNext(i, done, certainDone, state)) {
                return true;
            }
        }
        return false;
    }

    private boolean canBeNext(int i, BitSet done, int certainDone, S state) {
        Call<S> call = history.get(i);
        Optional<S> after = call.effect().on(state);
        if (after.isEmpty()) {
            return false;
        }
        done.set(i);
        boolean can = canGoOn(done, certainDone + (call.certain() ? 1 : 0), after.get());
        done.clear(i);
        return can;
    }

    /** A call that has returned comes before every call that began later. */
    private long firstEnd(BitSet done) {
        long first = Long.MAX_VALUE;
        for (int i = done.nextClearBit(0); i < history.size(); i = done.nextClearBit(i + 1)) {
            first = Math.min(first, history.get(i).end());
        }
        return first;
    }
}
