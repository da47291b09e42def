package dev.rendezvous.engine.decision;

import dev.rendezvous.engine.cell.MemberCell;
import dev.rendezvous.engine.cell.Orders;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders the nodes that were let in. */
final class Ranks {

    private Ranks() {}

    static List<MemberEntry> order(RankBy by, List<MemberEntry> admitted, Orders last) {
        Comparator<MemberEntry> join = Comparator.comparingLong(MemberEntry::order);
        Comparator<MemberEntry> natural = Comparator.comparing(
                        (MemberEntry entry) -> place(entry), NaturalOrder.INSTANCE)
                .thenComparing(entry -> address(entry), NaturalOrder.INSTANCE)
                .thenComparing(join);
        return switch (by.policy()) {
            case STICKY -> last.size() == 0 ? sorted(admitted, natural) : sticky(admitted, last);
            case NATURAL -> sorted(admitted, natural);
            case ID ->
                sorted(
                        admitted,
                        Comparator.comparing(MemberEntry::id, NaturalOrder.INSTANCE)
                                .thenComparing(join));
            case JOIN -> sorted(admitted, join);
            case LABEL ->
                sorted(
                        admitted,
                        Comparator.comparing(
                                        (MemberEntry entry) -> !labels(entry).containsKey(by.label()))
                                .thenComparing(
                                        entry -> labels(entry).getOrDefault(by.label(), ""), NaturalOrder.INSTANCE)
                                .thenComparing(join));
        };
    }

    private static List<MemberEntry> sorted(List<MemberEntry> entries, Comparator<MemberEntry> by) {
        return entries.stream().sorted(by).toList();
    }

    private static String place(MemberEntry entry) {
        return entry.cell().map(MemberCell::place).orElse("");
    }

    private static String address(MemberEntry entry) {
        return entry.cell().map(MemberCell::address).orElse("");
    }

    private static Map<String, String> labels(MemberEntry entry) {
        return entry.cell().map(MemberCell::labels).orElse(Map.of());
    }

    /** A survivor keeps its rank if it still exists; holes go to the other survivors in rank order, then to newcomers by order. */
    private static List<MemberEntry> sticky(List<MemberEntry> admitted, Orders last) {
        @Nullable MemberEntry[] seats = new MemberEntry[admitted.size()];
        Comparator<MemberEntry> byRank = Comparator.comparingInt(entry -> last.rankOf(entry.order()));
        Deque<MemberEntry> homeless = new ArrayDeque<>();
        for (MemberEntry survivor : sorted(ofLast(admitted, last, true), byRank)) {
            int rank = last.rankOf(survivor.order());
            if (rank < seats.length) {
                seats[rank] = survivor;
            } else {
                homeless.add(survivor);
            }
        }
        homeless.addAll(sorted(ofLast(admitted, last, false), Comparator.comparingLong(MemberEntry::order)));
        List<MemberEntry> ranked = new ArrayList<>();
        for (@Nullable MemberEntry seat : seats) {
            ranked.add(seat == null ? homeless.remove() : seat);
        }
        return ranked;
    }

    private static List<MemberEntry> ofLast(List<MemberEntry> admitted, Orders last, boolean survivors) {
        return admitted.stream()
                .filter(entry -> last.contains(entry.order()) == survivors)
                .toList();
    }

    static Orders orders(List<MemberEntry> ranked) {
        return Orders.of(ranked.stream().map(MemberEntry::order).toList());
    }
}
