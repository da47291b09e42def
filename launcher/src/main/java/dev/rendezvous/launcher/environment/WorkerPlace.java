package dev.rendezvous.launcher.environment;

import dev.rendezvous.launcher.store.RankTable;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a worker is in its job.
 *
 * @param round its round
 * @param localRank its rank on this node
 * @param errorFile where it may write why it failed
 * @param logDir where its output is kept, if it is
 */
public record WorkerPlace(RoundPlace round, int localRank, Path errorFile, Optional<Path> logDir) {

    /** {@return its rank among all workers} */
    public int rank() {
        return round.firstRank() + localRank;
    }

    /**
     * What all workers of a node share in a round.
     *
     * @param runId the run
     * @param number the number of the round
     * @param token the fencing token; empty where the backend has none
     * @param table the workers of all nodes
     * @param nodeRank the rank of this node
     * @param restarts how many failures the run has had
     * @param changes how many other rounds of the run have ended
     * @param maxRestarts how many failures it may have
     * @param cause why this round was made
     * @param folder the folder of this node in this round
     */
    public record RoundPlace(
            String runId,
            long number,
            Optional<Long> token,
            RankTable table,
            int nodeRank,
            int restarts,
            int changes,
            int maxRestarts,
            String cause,
            Path folder) {

        /** {@return the rank of the first worker of this node} */
        public int firstRank() {
            return table.firstRank(nodeRank);
        }

        /** {@return how many workers the round has} */
        public int worldSize() {
            return table.worldSize();
        }

        /** {@return how many of them are on this node} */
        public int localWorldSize() {
            return table.nodes().get(nodeRank).workers();
        }

        /** {@return how many nodes the round has} */
        public int nodes() {
            return table.nodes().size();
        }

        /** {@return the name of this node} */
        public String nodeId() {
            return table.nodes().get(nodeRank).id();
        }

        /** {@return the file with one line for each node} */
        public Path membersFile() {
            return folder.resolve("members.txt");
        }

        /** {@return the same as JSON} */
        public Path membersJson() {
            return folder.resolve("members.json");
        }

        /** {@return the list of all workers in the form that LightGBM reads} */
        public Path machineList() {
            return folder.resolve("mlist.txt");
        }
    }
}
