package dev.rendezvous.tcpstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * How the nodes of a fixed group meet, through a store that all of them reach: round after round, each with keys of its own.
 *
 * <p>A node claims its rank in the round after the last one that began, by setting a key to a text that only it has. The node of
 * rank 0 waits for all claims, and then writes down whose they were: that is the moment when the round begins, and who is not
 * written down is not in it. A claim can be replaced before that, by a node that was started again.
 */
final class StaticRounds {

    /** How often a node that waits looks whether its rendezvous still makes sense. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final String SIZE = "size";
    private static final String CLOSED = "closed";
    private static final String LAST = "last";
    private static final String SEPARATOR = "\n";
    private static final byte[] YES = {'1'};

    private final Store store;
    private final StaticSettings settings;
    private final String claim;
    private final BooleanSupplier givenUp;
    private int claimed;

    /**
     * Prepares to meet.
     *
     * @param store the keys of this run
     * @param claim a text that no other node has, nor this one when it is started again
     * @param givenUp whether this node does not want to meet any more
     */
    StaticRounds(Store store, StaticSettings settings, String claim, BooleanSupplier givenUp) {
        this.store = store;
        this.settings = settings;
        this.claim = claim;
        this.givenUp = givenUp;
    }

    /**
     * Blocks until the group is complete.
     *
     * @param after the round in which this node was last, 0 if in none
     * @return the number of the round, more than {@code after}
     */
    int meet(int after, Deadline deadline) throws InterruptedException {
        return settings.isHost() ? gather(after + 1, deadline) : join(after, deadline);
    }

    /** Takes the claim back with which this node waited last, so that it is not counted in. */
    void withdraw() throws InterruptedException {
        String key = claimKey(claimed, settings.rank());
        if (store.contains(List.of(key)) && get(key).equals(claim)) {
            store.delete(key);
        }
    }

    /** {@return the keys that the group of a round has to itself} */
    Store storeOf(int round) {
        return Store.prefixed(store, key(round, "store"));
    }

    boolean isClosed() throws InterruptedException {
        return store.contains(List.of(CLOSED));
    }

    void setClosed() throws InterruptedException {
        store.set(CLOSED, YES);
    }

    /** {@return how many nodes wait for the round after this one} */
    int waitingAfter(int round) throws InterruptedException {
        String arrivals = arrivals(round + 1);
        return store.contains(List.of(arrivals)) ? (int) Math.min(store.add(arrivals, 0), settings.worldSize()) : 0;
    }

    /** Tells the node of rank 0 that this one needs the store no longer. */
    void leave(int round) throws InterruptedException {
        // Not set, which has no answer: what this node did before is done when this is answered.
        store.add(left(round, settings.rank()), 1);
    }

    /** Waits until all others have left. */
    void awaitOthersLeave(int round, Duration limit) throws InterruptedException {
        store.await(
                IntStream.range(1, settings.worldSize())
                        .mapToObj(rank -> left(round, rank))
                        .toList(),
                limit);
    }

    private int gather(int round, Deadline deadline) throws InterruptedException {
        checkNotClosed();
        store.set(SIZE, text(settings.worldSize()));
        store.set(claimKey(round, 0), text(claim));
        List<String> claims = IntStream.range(0, settings.worldSize())
                .mapToObj(rank -> claimKey(round, rank))
                .toList();
        while (!haveCome(claims, deadline)) {
            checkNotClosed();
            checkTime(round, deadline);
        }
        store.set(members(round), text(String.join(SEPARATOR, valuesOf(claims))));
        store.set(LAST, text(round));
        return round;
    }

    private int join(int after, Deadline deadline) throws InterruptedException {
        while (true) {
            awaitHost(deadline);
            int round = Math.max(after, lastRound()) + 1;
            claimed = round;
            store.set(claimKey(round, settings.rank()), text(claim));
            store.add(arrivals(round), 1);
            if (awaitStart(round, deadline) && isMember(round)) {
                return round;
            }
        }
    }

    /** Waits until the node of rank 0 is there, and makes sure that it means the same group. */
    private void awaitHost(Deadline deadline) throws InterruptedException {
        while (!haveCome(List.of(SIZE), deadline)) {
            checkNotClosed();
            if (deadline.isOver()) {
                throw StaticMessages.otherRun(settings);
            }
        }
        checkNotClosed();
        String size = get(SIZE);
        if (!size.equals(Integer.toString(settings.worldSize()))) {
            throw StaticMessages.sizesDiffer(settings, size);
        }
    }

    /** {@return whether the round began; false if the claim is gone, as when rank 0 was started again with an empty store} */
    private boolean awaitStart(int round, Deadline deadline) throws InterruptedException {
        while (!haveCome(List.of(members(round)), deadline)) {
            checkNotClosed();
            if (!store.contains(List.of(claimKey(round, settings.rank())))) {
                return false;
            }
            checkClaim(round);
            checkTime(round, deadline);
        }
        return true;
    }

    /** {@return whether it began with this node; else another one had claimed the rank before, and is in it} */
    private boolean isMember(int round) throws InterruptedException {
        List<String> members = Arrays.asList(get(members(round)).split(SEPARATOR, -1));
        if (members.get(settings.rank()).equals(claim)) {
            return true;
        }
        checkClaim(round);
        return false;
    }

    private void checkClaim(int round) throws InterruptedException {
        if (!get(claimKey(round, settings.rank())).equals(claim)) {
            throw StaticMessages.rankTaken(settings);
        }
    }

    private void checkNotClosed() throws InterruptedException {
        if (givenUp.getAsBoolean()) {
            throw StaticMessages.handlerClosed(settings);
        }
        if (isClosed()) {
            throw StaticMessages.runClosed(settings);
        }
    }

    private void checkTime(int round, Deadline deadline) throws InterruptedException {
        if (deadline.isOver()) {
            throw StaticMessages.missing(settings, missing(round, 0, settings.worldSize()));
        }
    }

    /** Waits for a moment. */
    private boolean haveCome(List<String> keys, Deadline deadline) throws InterruptedException {
        try {
            store.await(
                    keys, Duration.ofNanos(Math.max(0, deadline.butAtMost(LOOK).left())));
            return true;
        } catch (RendezvousTimeoutException e) {
            return false;
        }
    }

    /** Halves the ranks as long as some are missing, so that few questions find few of many. */
    private List<Integer> missing(int round, int from, int to) throws InterruptedException {
        List<String> claims = IntStream.range(from, to)
                .mapToObj(rank -> claimKey(round, rank))
                .toList();
        if (store.contains(claims)) {
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

    private int lastRound() throws InterruptedException {
        return store.contains(List.of(LAST)) ? Integer.parseInt(get(LAST)) : 0;
    }

    private List<String> valuesOf(List<String> keys) throws InterruptedException {
        List<String> values = new ArrayList<>();
        for (String key : keys) {
            values.add(get(key));
        }
        return values;
    }

    private String get(String key) throws InterruptedException {
        return new String(store.get(key), UTF_8);
    }

    private static String claimKey(int round, int rank) {
        return key(round, "rank/" + rank);
    }

    private static String members(int round) {
        return key(round, "members");
    }

    private static String arrivals(int round) {
        return key(round, "arrivals");
    }

    private static String left(int round, int rank) {
        return key(round, "left/" + rank);
    }

    private static String key(int round, String name) {
        return "round/" + round + "/" + name;
    }

    private static byte[] text(int number) {
        return text(Integer.toString(number));
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }
}
