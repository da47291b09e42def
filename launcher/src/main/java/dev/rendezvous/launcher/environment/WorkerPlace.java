package dev.rendezvous.launcher.environment;

import dev.rendezvous.Endpoint;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a worker is in its job.
 *
 * @param round its round
 * @param rank its rank among all workers
 * @param localRank its rank on this node
 * @param firstRank the rank of the first worker of this node
 * @param errorFile where it may write why it failed
 * @param logDir where its output is kept, if it is
 */
public record WorkerPlace(
        RoundPlace round, int rank, int localRank, int firstRank, Path errorFile, Optional<Path> logDir) {

    /**
     * What all workers of a node share in a round.
     *
     * @param runId the run
     * @param number the number of the round
     * @param token the fencing token; empty where the backend has none
     * @param worldSize how many workers the round has
     * @param localWorldSize how many of them are on this node
     * @param nodeRank the rank of this node
     * @param nodes how many nodes the round has
     * @param nodeId the name of this node
     * @param restarts how many failures the run has had
     * @param changes how many other rounds of the run have ended
     * @param maxRestarts how many failures it may have
     * @param cause why this round was made
     * @param store where the store of the workers is
     * @param membersFile one line for each node
     */
    public record RoundPlace(
            String runId,
            long number,
            Optional<Long> token,
            int worldSize,
            int localWorldSize,
            int nodeRank,
            int nodes,
            String nodeId,
            int restarts,
            int changes,
            int maxRestarts,
            String cause,
            Endpoint store,
            Path membersFile) {}
}
