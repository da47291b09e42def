package dev.rendezvous.launcher;

import dev.rendezvous.launcher.event.Details;
import dev.rendezvous.launcher.event.EventName;
import dev.rendezvous.launcher.event.Journal;
import dev.rendezvous.launcher.store.NodeRow;
import dev.rendezvous.launcher.store.RankTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Tells which nodes are new in a round, and which of the round before are gone. */
final class MemberEvents {

    private final Journal journal;
    private Set<String> before = Set.of();

    MemberEvents(Journal journal) {
        this.journal = journal;
    }

    /** The backend says how the last round ended, and not for which node. */
    void tell(RankTable table, String cause) {
        Set<String> now = new HashSet<>();
        table.nodes().forEach(node -> now.add(node.id()));
        EventName gone = cause.equals("lost") ? EventName.MEMBER_LOST : EventName.MEMBER_LEFT;
        before.stream()
                .filter(node -> !now.contains(node))
                .sorted()
                .forEach(node -> journal.log(gone, Details.of("member", node)));
        for (int rank = 0; rank < table.nodes().size(); rank++) {
            NodeRow node = table.nodes().get(rank);
            if (!before.contains(node.id())) {
                journal.log(
                        EventName.MEMBER_JOINED,
                        Details.of("member", node.id())
                                .and("rank", rank)
                                .and("workers", node.workers())
                                .and("address", node.address()));
            }
        }
        before = now;
    }

    /** {@return the other nodes of the round that are on this machine, as far as their addresses tell} */
    static List<String> neighbours(RankTable table, int own) {
        String address = table.nodes().get(own).address();
        return IntStream.range(0, table.nodes().size())
                .filter(rank -> rank != own)
                .mapToObj(table.nodes()::get)
                .filter(node -> node.address().equals(address))
                .map(NodeRow::id)
                .toList();
    }
}
