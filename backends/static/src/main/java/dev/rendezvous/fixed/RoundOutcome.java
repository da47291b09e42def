package dev.rendezvous.fixed;

import java.util.Arrays;
import java.util.List;

/** What becomes of a round. It is written down once, and then never changes. */
sealed interface RoundOutcome {

    /**
     * The round begins.
     *
     * @param claims those of its members, in the order of their ranks
     */
    record Begun(List<String> claims) implements RoundOutcome {

        public Begun {
            claims = List.copyOf(claims);
        }

        @Override
        public String text() {
            return BEGUN + SEPARATOR + String.join(SEPARATOR, claims);
        }
    }

    /**
     * The run is closed.
     *
     * @param by the node that closed it
     */
    record Closed(String by) implements RoundOutcome {

        @Override
        public String text() {
            return CLOSED + SEPARATOR + by;
        }
    }

    /**
     * Rank 0 has given up, and its store ends.
     *
     * @param reason what it was told itself
     */
    record Ended(String reason) implements RoundOutcome {

        @Override
        public String text() {
            return ENDED + SEPARATOR + reason;
        }
    }

    String SEPARATOR = "\n";
    String BEGUN = "begun";
    String CLOSED = "closed";
    String ENDED = "ended";

    /** {@return the text that {@link #parse} reads back} */
    String text();

    /**
     * {@return the outcome that the text says}
     *
     * @throws IllegalArgumentException if it does not say one
     */
    static RoundOutcome parse(String text) {
        List<String> lines = Arrays.asList(text.split(SEPARATOR, -1));
        List<String> rest = lines.subList(1, lines.size());
        return switch (lines.get(0)) {
            case BEGUN -> new Begun(rest);
            case CLOSED -> new Closed(String.join(SEPARATOR, rest));
            case ENDED -> new Ended(String.join(SEPARATOR, rest));
            default -> throw new IllegalArgumentException("not the outcome of a round: " + lines.get(0));
        };
    }
}
