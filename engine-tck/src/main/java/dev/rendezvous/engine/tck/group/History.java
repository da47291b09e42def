package dev.rendezvous.engine.tck.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What all nodes of a run saw, held against what holds for every run: a token has one list of ranks, a seat has one life, tokens grow with
 * the rounds, and a round begins after all members of the one before have stopped.
 *
 * @since 0.1
 */
public final class History {

    private final NavigableMap<Long, Sealed> byToken = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();

    /** One round, put together from what its members saw. */
    private static final class Sealed {

        private final SeenRound first;
        private final Map<Integer, NodeLife> seats = new HashMap<>();
        private final Map<Integer, String> names = new TreeMap<>();
        private long begin = Long.MAX_VALUE;

        Sealed(SeenRound first) {
            this.first = first;
        }
    }

    private History() {}

    /**
     * {@return what should not have happened, in words; empty if all is well}
     *
     * @param lives what the nodes saw
     */
    public static List<String> violations(Collection<NodeLife> lives) {
        History history = new History();
        for (NodeLife life : lives) {
            life.stays().forEach(stay -> history.add(life, stay.round()));
            history.checkOrder(life);
        }
        history.checkNumbers();
        lives.forEach(history::checkEnds);
        return List.copyOf(history.violations);
    }

    private void add(NodeLife life, SeenRound seen) {
        Sealed sealed = byToken.computeIfAbsent(seen.token(), token -> new Sealed(seen));
        sealed.begin = Math.min(sealed.begin, seen.at());
        check(
                seen.number() == sealed.first.number() && seen.size() == sealed.first.size(),
                () -> "two rounds have one token: " + seen.line() + " and " + sealed.first.line());
        check(seen.rank() >= 0 && seen.rank() < seen.size(), () -> "a rank is not below the size: " + seen.line());
        NodeLife other = sealed.seats.putIfAbsent(seen.rank(), life);
        check(other == null || other.equals(life), () -> "two lives have one seat: " + seen.line());
        name(sealed, seen, seen.rank(), life.name());
        seen.nodesByRank().forEach((rank, name) -> name(sealed, seen, rank, name));
    }

    private void name(Sealed sealed, SeenRound seen, int rank, String name) {
        String other = sealed.names.putIfAbsent(rank, name);
        check(other == null || other.equals(name), () -> "two nodes have rank " + rank + ": " + seen.line());
        check(
                sealed.names.values().stream().filter(name::equals).count() == 1,
                () -> "node " + name + " has two ranks: " + seen.line());
    }

    private void checkOrder(NodeLife life) {
        List<NodeLife.Stay> stays = life.stays();
        for (int i = 1; i < stays.size(); i++) {
            SeenRound before = stays.get(i - 1).round();
            SeenRound after = stays.get(i).round();
            check(
                    after.token() > before.token(),
                    () -> life.name() + " saw " + after.line() + " after " + before.line());
        }
    }

    private void checkNumbers() {
        SeenRound before = null;
        for (Sealed sealed : byToken.values()) {
            SeenRound last = before;
            check(
                    last == null || last.number() < sealed.first.number(),
                    () -> "a larger token has no larger number: " + sealed.first.line());
            before = sealed.first;
        }
    }

    /** The exceptions are a node that cannot know that its lease has ended, and one whose next life has its id. */
    private void checkEnds(NodeLife life) {
        for (NodeLife.Stay stay : life.stays()) {
            Map.Entry<Long, Sealed> next = byToken.higherEntry(stay.round().token());
            check(
                    next == null
                            || stay.unaware()
                            || isTakenOver(life, next.getValue())
                            || stay.until() <= next.getValue().begin,
                    () -> life.name() + " was still in " + stay.round().line() + " when a node was in "
                            + next.getValue().first.line());
        }
    }

    private static boolean isTakenOver(NodeLife life, Sealed next) {
        return next.seats.values().stream().anyMatch(other -> other.name().equals(life.name()) && !other.equals(life));
    }

    private void check(boolean holds, Supplier<String> violation) {
        if (!holds) {
            violations.add(violation.get());
        }
    }
}
