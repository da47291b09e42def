package dev.rendezvous.fixed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the nodes of one run write down for each other, round after round, each round with keys of its own.
 *
 * <p>A node claims its rank in a round by setting a key to a text that only it has. It is decided once what becomes of a round.
 */
final class RunStore {

    private static final byte[] ABSENT = {};

    private final Store root;
    private final Store store;
    private final StaticSettings settings;

    /**
     * Reads and writes the keys of a run.
     *
     * @param store that of rank 0, with all its keys
     */
    RunStore(Store store, StaticSettings settings) {
        this.root = Store.prefixed(store, StaticKeys.ROOT);
        this.store = Store.prefixed(root, settings.runId());
        this.settings = settings;
    }

    /** Says, as rank 0, whose store this is. */
    void begin() throws InterruptedException {
        root.set(StaticKeys.RUN, settings.runId().getBytes(UTF_8));
        set(StaticKeys.SIZE, Integer.toString(settings.worldSize()));
    }

    /** {@return the run whose store this is, if it is not this one; empty if it is, or if the store does not say} */
    Optional<String> otherRun() throws InterruptedException {
        return root.find(StaticKeys.RUN)
                .map(value -> new String(value, UTF_8))
                .filter(run -> !run.equals(settings.runId()));
    }

    /** {@return the number of nodes that rank 0 was told; empty if it does not come in time} */
    Optional<String> awaitSize(Duration limit) throws InterruptedException {
        return haveCome(List.of(StaticKeys.SIZE), limit) ? find(StaticKeys.SIZE) : Optional.empty();
    }

    /** {@return the node that closed the run; empty if it is not closed} */
    Optional<String> closedBy() throws InterruptedException {
        return find(StaticKeys.CLOSED);
    }

    /** Closes the run for all nodes, and wakes those that wait. When this method returns, they can see it. */
    void close(String by) throws InterruptedException {
        store.replace(StaticKeys.CLOSED, ABSENT, by.getBytes(UTF_8));
        // A round that began meanwhile is followed by another one, which is the last: its members see the close.
        while (!decide(nextRound(), new RoundOutcome.Closed(by)) && !isOver(nextRound())) {
            Thread.onSpinWait();
        }
    }

    /** {@return the number of the first round that has not begun} */
    int nextRound() throws InterruptedException {
        int round = find(StaticKeys.LAST).map(Integer::parseInt).orElse(0) + 1;
        while (outcome(round).filter(RoundOutcome.Begun.class::isInstance).isPresent()) {
            round++;
        }
        return round;
    }

    private boolean isOver(int round) throws InterruptedException {
        return outcome(round).isPresent();
    }

    Optional<RoundOutcome> outcome(int round) throws InterruptedException {
        return find(StaticKeys.outcome(round)).map(RoundOutcome::parse);
    }

    boolean awaitOutcome(int round, Duration limit) throws InterruptedException {
        return haveCome(List.of(StaticKeys.outcome(round)), limit);
    }

    /** {@return whether this call decided what becomes of the round; else it was decided before} */
    boolean decide(int round, RoundOutcome outcome) throws InterruptedException {
        boolean decided =
                store.replace(StaticKeys.outcome(round), ABSENT, outcome.text().getBytes(UTF_8));
        if (decided && outcome instanceof RoundOutcome.Begun) {
            // It only says where to begin to look for the next round.
            set(StaticKeys.LAST, Integer.toString(round));
        }
        return decided;
    }

    Optional<String> claim(int round, int rank) throws InterruptedException {
        return find(StaticKeys.claim(round, rank));
    }

    /** {@return whether the claim of a rank was the expected one, and is the new one now} */
    boolean replaceClaim(int round, int rank, Optional<String> expected, String claim) throws InterruptedException {
        byte[] before = expected.map(text -> text.getBytes(UTF_8)).orElse(ABSENT);
        return store.replace(StaticKeys.claim(round, rank), before, claim.getBytes(UTF_8));
    }

    void arrive(int round) throws InterruptedException {
        store.add(StaticKeys.arrivals(round), 1);
    }

    boolean awaitClaims(int round, Duration limit) throws InterruptedException {
        return haveCome(claims(round, 0, settings.worldSize()), limit);
    }

    /** Removes a claim, if it is still there. */
    void removeClaim(int round, int rank, String claim) throws InterruptedException {
        if (claim(round, rank).filter(claim::equals).isPresent()) {
            store.delete(StaticKeys.claim(round, rank));
        }
    }

    /** Says that a node came and waits no longer. */
    void giveUp(int round, int rank, String claim) throws InterruptedException {
        set(StaticKeys.gaveUp(round, rank), claim);
        store.add(StaticKeys.withdrawals(round), 1);
        removeClaim(round, rank, claim);
    }

    /** {@return whether the server has seen the connection of the node with this claim end} */
    boolean isGone(int round, int rank, String claim) throws InterruptedException {
        return find(StaticKeys.gone(round, rank)).filter(claim::equals).isPresent();
    }

    /** Waits until the server has seen a connection of this rank end. */
    void awaitGone(int round, int rank, Duration limit) throws InterruptedException {
        haveCome(List.of(StaticKeys.gone(round, rank)), limit);
    }

    /** Tells rank 0 that this node does not need the store of a round any more. */
    void leave(int round) throws InterruptedException {
        // Not set, which has no answer: when this is answered, the server has done all that this node asked for before.
        store.add(StaticKeys.left(round, settings.rank()), 1);
    }

    boolean awaitOthersLeft(int round, Duration limit) throws InterruptedException {
        return haveCome(
                IntStream.range(1, settings.worldSize())
                        .mapToObj(rank -> StaticKeys.left(round, rank))
                        .toList(),
                limit);
    }

    /** {@return how many nodes wait for a round, without rank 0 if the first rank is 1} */
    int waiting(int round, int firstRank) throws InterruptedException {
        boolean any = contains(StaticKeys.arrivals(round)) || (firstRank == 0 && contains(StaticKeys.claim(round, 0)));
        int most = settings.worldSize() - firstRank;
        return any
                ? most
                        - missing(round, firstRank, settings.worldSize()).size()
                        - gone(round).size()
                : 0;
    }

    /** {@return the ranks for which a round waits} */
    Absence absence(int round) throws InterruptedException {
        List<Integer> missing = new ArrayList<>(missing(round, 0, settings.worldSize()));
        List<Integer> gaveUp = new ArrayList<>();
        if (contains(StaticKeys.withdrawals(round))) {
            for (int rank : missing) {
                if (contains(StaticKeys.gaveUp(round, rank))) {
                    gaveUp.add(rank);
                }
            }
        }
        missing.removeAll(gaveUp);
        return new Absence(missing, gaveUp, gone(round));
    }

    /** {@return the ranks that have claimed a place in a round, have not left it, and are not connected any more} */
    List<Integer> gone(int round) throws InterruptedException {
        if (!contains(StaticKeys.anyGone(round))) {
            return List.of();
        }
        List<Integer> gone = new ArrayList<>();
        for (int rank = 1; rank < settings.worldSize(); rank++) {
            Optional<String> lost = find(StaticKeys.gone(round, rank));
            if (lost.isPresent() && lost.equals(claim(round, rank)) && !contains(StaticKeys.left(round, rank))) {
                gone.add(rank);
            }
        }
        return gone;
    }

    /** Halves the ranks as long as some are missing, so that few questions find few of many. */
    private List<Integer> missing(int round, int from, int to) throws InterruptedException {
        if (store.contains(claims(round, from, to))) {
            return List.of();
        }
        if (to - from == 1) {
            return List.of(from);
        }
        int middle = (from + to) >>> 1;
        List<Integer> missing = new ArrayList<>(missing(round, from, middle));
        missing.addAll(missing(round, middle, to));
        return missing;
    }

    private static List<String> claims(int round, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(rank -> StaticKeys.claim(round, rank))
                .toList();
    }

    private boolean haveCome(List<String> keys, Duration limit) throws InterruptedException {
        try {
            store.await(keys, limit);
            return true;
        } catch (RendezvousTimeoutException e) {
            return false;
        }
    }

    private boolean contains(String key) throws InterruptedException {
        return store.contains(List.of(key));
    }

    private Optional<String> find(String key) throws InterruptedException {
        return store.find(key).map(value -> new String(value, UTF_8));
    }

    private void set(String key, String value) throws InterruptedException {
        store.set(key, value.getBytes(UTF_8));
    }
}
