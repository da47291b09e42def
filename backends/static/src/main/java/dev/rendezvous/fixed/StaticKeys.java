package dev.rendezvous.fixed;

/** The keys of one run in the store of rank 0. */
final class StaticKeys {

    /** Under it are the keys of each run, and one that names the run whose store this is. */
    static final String ROOT = "rendezvous/static";

    static final String RUN = "run";
    static final String SIZE = "size";
    static final String CLOSED = "closed";
    static final String LAST = "last";

    private StaticKeys() {}

    /** {@return where a node says that it takes part in a round} */
    static String claim(int round, int rank) {
        return inRound(round, "rank/" + rank);
    }

    /** {@return where it is decided, once, what becomes of a round} */
    static String outcome(int round) {
        return inRound(round, "outcome");
    }

    /** {@return a counter that is there as soon as any node but rank 0 has claimed its rank} */
    static String arrivals(int round) {
        return inRound(round, "arrivals");
    }

    /** {@return a counter that is there as soon as any node has given up} */
    static String withdrawals(int round) {
        return inRound(round, "withdrawals");
    }

    /** {@return where a node says that it waits no longer} */
    static String gaveUp(int round, int rank) {
        return inRound(round, "gave-up/" + rank);
    }

    /** {@return where the server writes the claim of a node that is not connected any more} */
    static String gone(int round, int rank) {
        return inRound(round, "gone/" + rank);
    }

    /** {@return where the server writes when any node is not connected any more} */
    static String anyGone(int round) {
        return inRound(round, "gone");
    }

    /** {@return where a node says that it does not need the store of a round any more} */
    static String left(int round, int rank) {
        return inRound(round, "left/" + rank);
    }

    /** {@return under which the keys of the group are} */
    static String store(int round) {
        return inRound(round, "store");
    }

    private static String inRound(int round, String name) {
        return "round/" + round + "/" + name;
    }
}
