package dev.rendezvous.launcher;

import dev.rendezvous.Member;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A run as its backend shows it at one moment.
 *
 * @param runId the run
 * @param round the number of the last round; 0 before the first
 * @param token its fencing token; 0 before the first
 * @param min the fewest nodes of a round; not known before the first
 * @param max the most nodes of a round; not known before the first
 * @param size the number of nodes of the last round, also those that are gone
 * @param members the nodes of the last round that are there, sorted by rank
 * @param waiting the nodes that are there and not in the last round
 * @param failures how many rounds ended by failure
 * @param changes how many rounds ended otherwise
 * @param isBroken whether the round is being formed again
 * @param end how the run ended; empty while it goes on
 * @since 0.1
 */
public record RunState(
        String runId,
        long round,
        long token,
        int min,
        int max,
        int size,
        List<Member> members,
        List<Member> waiting,
        int failures,
        int changes,
        boolean isBroken,
        Optional<End> end) {

    /** Copies the lists. */
    public RunState {
        members = List.copyOf(members);
        waiting = List.copyOf(waiting);
    }

    /**
     * How a run ended.
     *
     * @param why such as {@code finished}
     * @param code the exit code of every node
     * @param message one line; may be empty
     */
    public record End(String why, int code, String message) {}

    /** {@return the ranks of the nodes of the last round that are not there; none once the run has ended} */
    public List<Integer> missing() {
        if (end.isPresent()) {
            return List.of();
        }
        return IntStream.range(0, size)
                .filter(rank -> members.stream().noneMatch(member -> member.rank() == rank))
                .boxed()
                .toList();
    }
}
