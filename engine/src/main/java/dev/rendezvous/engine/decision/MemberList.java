package dev.rendezvous.engine.decision;

import dev.rendezvous.engine.cell.MemberCell.Seen;
import dev.rendezvous.engine.spi.Listing;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The living nodes, as a list of {@code m/} showed them. */
public final class MemberList {

    private final List<MemberEntry> byJoin;
    private final Map<Long, MemberEntry> byOrder;

    private MemberList(List<MemberEntry> byJoin) {
        this.byJoin = byJoin;
        this.byOrder = byJoin.stream().collect(Collectors.toMap(MemberEntry::order, Function.identity(), (a, b) -> a));
    }

    /** {@return the nodes of a list} */
    public static MemberList of(Listing listing) {
        return new MemberList(listing.entries().stream()
                .map(MemberEntry::of)
                .sorted(Comparator.comparingLong(MemberEntry::order))
                .toList());
    }

    /** {@return the nodes, sorted by order} */
    public List<MemberEntry> entries() {
        return byJoin;
    }

    /** {@return the node with an order, if it lives} */
    public Optional<MemberEntry> find(long order) {
        return Optional.ofNullable(byOrder.get(order));
    }

    /** The highest numbers that a living node knows. */
    Seen highestSeen() {
        return byJoin.stream()
                .flatMap(entry -> entry.cell().stream())
                .map(cell -> cell.seen().max(new Seen(cell.done(), 0, 0)))
                .reduce(Seen.NOTHING, Seen::max);
    }
}
