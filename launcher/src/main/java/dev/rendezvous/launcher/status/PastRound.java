package dev.rendezvous.launcher.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A round that this node is or was in.
 *
 * @param number its number
 * @param token its fencing token; empty if there is none
 * @param nodes how many nodes it has
 * @param cause why it was made; empty if the backend does not say
 * @param sealed when this node came to know of it
 * @param crowd how its nodes differ from those of the round before
 * @param failure the first worker of this node that failed in it
 * @param over how it ended; empty while it goes on
 */
record PastRound(
        long number,
        Optional<Long> token,
        int nodes,
        String cause,
        Instant sealed,
        Crowd crowd,
        Optional<Failure> failure,
        Optional<Over> over) {

    /**
     * The end of a round.
     *
     * @param at when
     * @param why in a word: {@code finished}, {@code ended} for the agent, or as in the event {@code round.broken}
     */
    record Over(Instant at, String why) {}

    /**
     * A worker that failed.
     *
     * @param rank its rank
     * @param code its exit code
     * @param message what is known; may be empty
     */
    record Failure(int rank, int code, String message) {}

    /**
     * Nodes that came and went.
     *
     * @param joined those that are new, compared with the round before of this node
     * @param left those that left
     * @param lost those that vanished
     */
    record Crowd(Names joined, Names left, Names lost) {

        static Crowd none() {
            return new Crowd(Names.none(), Names.none(), Names.none());
        }
    }

    /**
     * Some names out of many.
     *
     * @param count how many there are
     * @param first the first of them
     */
    record Names(int count, List<String> first) {

        private static final int MOST = 8;

        Names {
            first = List.copyOf(first);
        }

        static Names none() {
            return new Names(0, List.of());
        }

        Names and(String name) {
            if (count >= MOST) {
                return new Names(count + 1, first);
            }
            return new Names(
                    count + 1, Stream.concat(first.stream(), Stream.of(name)).toList());
        }
    }

    PastRound with(Crowd other) {
        return new PastRound(number, token, nodes, cause, sealed, other, failure, over);
    }

    /** {@return this round; with a failure if it had none before} */
    PastRound failed(Failure first) {
        return failure.isPresent() || over.isPresent()
                ? this
                : new PastRound(number, token, nodes, cause, sealed, crowd, Optional.of(first), over);
    }

    /** {@return this round, at its end; a round ends once} */
    PastRound over(Over end) {
        return over.isPresent()
                ? this
                : new PastRound(number, token, nodes, cause, sealed, crowd, failure, Optional.of(end));
    }
}
