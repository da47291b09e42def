package dev.rendezvous.launcher.status;

import dev.rendezvous.launcher.store.RankTable;
import java.util.List;
import java.util.Optional;

/**
 * What an agent knows of its job at one moment.
 *
 * @param identity what does not change
 * @param phase what the agent does
 * @param round the round that it is in or was in last
 * @param gathering which nodes are there while it waits
 * @param workers the workers of this node
 * @param problem why the backend does not answer; empty if it does
 */
public record Standing(
        Identity identity,
        String phase,
        RoundState round,
        Gathering gathering,
        List<WorkerState> workers,
        Optional<String> problem) {

    static final String WAITING = "joining";

    /** Copies the list. */
    public Standing {
        workers = List.copyOf(workers);
    }

    /** {@return whether the node waits for a round} */
    public boolean isWaiting() {
        return phase.equals(WAITING);
    }

    /**
     * What does not change.
     *
     * @param run the run
     * @param backend the name of the backend
     * @param pid the process id of the agent
     * @param limits what the user allows
     */
    public record Identity(String run, String backend, long pid, Limits limits) {}

    /**
     * What the user allows.
     *
     * @param minNodes the fewest nodes of a round
     * @param maxNodes the most
     * @param maxRestarts how many failures the run may have
     */
    public record Limits(int minNodes, int maxNodes, int maxRestarts) {}

    /**
     * A round.
     *
     * @param number from 1; 0 before the first
     * @param token its fencing token; empty if there is none
     * @param nodeRank the rank of this node
     * @param nodes how many nodes it has
     * @param restarts how many failures the run has had
     * @param changes how many other rounds have ended
     * @param table all nodes; empty until the ranks are agreed
     */
    public record RoundState(
            long number,
            Optional<Long> token,
            int nodeRank,
            int nodes,
            int restarts,
            int changes,
            Optional<RankTable> table) {

        static RoundState none() {
            return new RoundState(0, Optional.empty(), -1, 0, 0, 0, Optional.empty());
        }

        RoundState with(RankTable known) {
            return new RoundState(number, token, nodeRank, nodes, restarts, changes, Optional.of(known));
        }
    }

    /**
     * Which nodes are there.
     *
     * @param waiting the nodes that are there while this one waits; those outside the round while this one is in it
     * @param missing the nodes of the last round that are not there
     * @param isSpare whether a round runs without this node
     */
    public record Gathering(List<String> waiting, List<String> missing, boolean isSpare) {

        /** Copies the lists. */
        public Gathering {
            waiting = List.copyOf(waiting);
            missing = List.copyOf(missing);
        }

        /** {@return the state of a node that does not wait} */
        public static Gathering none() {
            return new Gathering(List.of(), List.of(), false);
        }
    }
}
