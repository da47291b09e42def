package dev.rendezvous.engine;

import dev.rendezvous.Member;
import java.util.List;

/**
 * A run as the coordination service shows it at one moment.
 *
 * @param status the last round, and how the run ended if it has
 * @param min the fewest nodes of a round
 * @param max the most nodes of a round
 * @param size the number of nodes of the last round, also those that are gone; 0 before the first
 * @param members the nodes of the last round that are present, sorted by rank
 * @param waiting the nodes that are present and not in the last round, sorted by node, each with rank -1
 * @since 0.1
 */
public record RunView(RoundStatus status, int min, int max, int size, List<Member> members, List<Member> waiting) {

    /** Copies the lists. */
    public RunView {
        members = List.copyOf(members);
        waiting = List.copyOf(waiting);
    }
}
