package dev.rendezvous.fixed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

    /** How often the host, which serves the store itself, looks whether the others have gone. */
    private static final Duration LINGERING_LOOK = Duration.ofMillis(50);

    /** How long the host waits for someone to come back when nobody is connected to it: a lost connection is soon made again. */
    private static final Duration ALONE = Duration.ofSeconds(1);

    private static final String SIZE = "size";
    private static final String CLOSED = "closed";
    private static final String LAST = "last";
    private static final String SEPARATOR = "\n";
    private static final byte[] YES = {'1'};

    private final Store store;
    private final StaticSettings settings;
    private final String claim;
    private final BooleanSupplier givenUp;
    private volatile int claimed;

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

    /** {@return the number of the round that begins} Blocks until the group is complete. */
    int meet(Deadline deadline) throws InterruptedException {
        return settings.isHost() ? gather(deadline) : join(deadline);
    }

    /** {@return the round for which this node waited last; 0 if it has waited for none} From any thread. */
    int claimed() {
        return claimed;
    }

    /** Takes the claim of a round back, if it is this node's, so that it is not counted in. */
    void withdraw(int round) throws InterruptedException {
        String key = claimKey(round, settings.rank());
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

    /** Closes the run for all. When this returns, they can see it. */
    void setClosed() throws InterruptedException {
        store.set(CLOSED, YES);
        // A set has no answer; that to anything else says that it was done.
        store.contains(List.of(CLOSED));
    }

    /** {@return how many nodes wait for the next round, those that have withdrawn left out} */
    int numNodesWaiting() throws InterruptedException {
        int next = lastRound() + 1;
        return haveOthersCome(next) || store.contains(List.of(claimKey(next, 0))) ? claims(next, 0) : 0;
    }

    /** Tells the node of rank 0 that this one needs the store no longer. */
    void leave(int round) throws InterruptedException {
        // Not set, which has no answer: what this node did before is done when this is answered.
        store.add(left(round, settings.rank()), 1);
    }

    /** {@return whether another node waits for the next round, which each of them ends when it sees that the run is closed} */
    private boolean doOthersWait() throws InterruptedException {
        int next = lastRound() + 1;
        return haveOthersCome(next) && claims(next, 1) > 0;
    }

    /** {@return whether all others have left} */
    private boolean haveOthersLeft(int round) throws InterruptedException {
        return store.contains(IntStream.range(1, settings.worldSize())
                .mapToObj(rank -> left(round, rank))
                .toList());
    }

    /**
     * Keeps the store, as its host, until all others have left the round, if there was one, and, if the run is closed, none waits for
     * the next; or until nobody has been connected for a second.
     *
     * @param isAlone whether nobody but the caller is connected to the store
     * @return whether all have left
     * @throws RendezvousTimeoutException if the time is over before
     */
    boolean linger(int round, BooleanSupplier isAlone, Deadline deadline) throws InterruptedException {
        boolean isClosed = isClosed();
        Deadline comingBack = Deadline.after(ALONE);
        while ((isClosed && doOthersWait()) || (round > 0 && !haveOthersLeft(round))) {
            if (deadline.isOver()) {
                throw StaticMessages.stillThere(settings);
            }
            if (!isAlone.getAsBoolean()) {
                comingBack = Deadline.after(ALONE);
            } else if (comingBack.isOver()) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(deadline.butAtMost(LINGERING_LOOK).left());
        }
        return true;
    }

    private int gather(Deadline deadline) throws InterruptedException {
        checkNotClosed();
        int round = lastRound() + 1;
        store.set(SIZE, text(settings.worldSize()));
        store.set(claimKey(round, 0), text(claim));
        List<String> claims = IntStream.range(0, settings.worldSize())
                .mapToObj(rank -> claimKey(round, rank))
                .toList();
        Optional<String> members = membersOf(claims, deadline);
        while (members.isEmpty()) {
            checkNotClosed();
            checkTime(round, deadline);
            members = membersOf(claims, deadline);
        }
        // In this order: who sees the members and comes again asks for the round after this one.
        store.set(LAST, text(round));
        store.set(members(round), text(members.get()));
        return round;
    }

    /** {@return whose the claims are; empty if some have not come yet, or one that had come is taken back} */
    private Optional<String> membersOf(List<String> claims, Deadline deadline) throws InterruptedException {
        if (!haveCome(claims, deadline)) {
            return Optional.empty();
        }
        try {
            Store hasty = store.withTimeout(LOOK);
            List<String> members = new ArrayList<>();
            for (String claimed : claims) {
                members.add(get(hasty, claimed));
            }
            return Optional.of(String.join(SEPARATOR, members));
        } catch (RendezvousTimeoutException withdrawn) {
            return Optional.empty();
        }
    }

    private int join(Deadline deadline) throws InterruptedException {
        while (true) {
            awaitHost(deadline);
            int round = lastRound() + 1;
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

    /**
     * {@return whether the round began; false if the claim is gone, as when rank 0 was started again with an empty store, or if rank 0
     * was interrupted when it began the round, so that there will be only a next one}
     */
    private boolean awaitStart(int round, Deadline deadline) throws InterruptedException {
        boolean isOver = false;
        while (!haveCome(List.of(members(round)), deadline)) {
            checkNotClosed();
            if (isOver || !store.contains(List.of(claimKey(round, settings.rank())))) {
                return false;
            }
            checkClaim(round);
            checkTime(round, deadline);
            // The members are written right after it; they are looked for once more.
            isOver = lastRound() >= round;
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

    /** {@return whether any node but that of rank 0 has ever claimed its rank in the round} One question tells, however many they are. */
    private boolean haveOthersCome(int round) throws InterruptedException {
        return store.contains(List.of(arrivals(round)));
    }

    /** {@return how many of the ranks from the given one on are claimed} */
    private int claims(int round, int from) throws InterruptedException {
        return settings.worldSize()
                - from
                - missing(round, from, settings.worldSize()).size();
    }

    private String get(String key) throws InterruptedException {
        return get(store, key);
    }

    private static String get(Store store, String key) throws InterruptedException {
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
