package dev.rendezvous.c10d;

import dev.rendezvous.Endpoint;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import java.time.Duration;
import java.util.stream.Collectors;

/** What this backend says. */
final class C10dMessages {

    private C10dMessages() {}

    static String handlerClosed(C10dSettings settings) {
        return "the handler of run " + settings.runId() + " is closed; make a new one to meet again";
    }

    static String runClosed(C10dSettings settings) {
        return "run " + settings.runId()
                + " is closed, for good; an agent closes it when the job has ended. Use a new run id";
    }

    static String notNeeded(C10dSettings settings) {
        return "run " + settings.runId() + " is closed; this node only stood by for it";
    }

    static String incomplete(C10dSettings settings, RunState state, Duration waited) {
        String present = state.participants().isEmpty()
                ? "no node is in it"
                : state.participants().size() + " are in it: "
                        + state.participants().keySet().stream()
                                .map(Node::address)
                                .collect(Collectors.joining(", "));
        String what = state.complete()
                ? "the round of run " + settings.runId() + " did not end, so that a next one could begin"
                : "the round of run " + settings.runId() + " is not complete: it needs "
                        + settings.rules().min() + " nodes";
        return what + ", within " + waited.toSeconds() + " s; " + present
                + ". Start the missing nodes with the endpoint " + settings.endpoint()
                + " and the same run id, or raise " + C10dSettings.JOIN_TIMEOUT;
    }

    static String notClosed(C10dSettings settings) {
        return "run " + settings.runId() + " could not be closed within "
                + settings.times().close().toSeconds() + " s; the store at " + settings.endpoint() + " was too busy";
    }

    static String notHosted(Endpoint endpoint, Exception e) {
        return "this node cannot host the store at " + endpoint + ", as " + C10dSettings.IS_HOST + " asks: "
                + e.getMessage() + "; leave " + C10dSettings.IS_HOST
                + " out on the nodes that join, or choose a free port";
    }

    static String noStoreForWorkers(String address, Exception e) {
        return "this node is rank 0 and cannot start the store of the workers at " + address + ": " + e.getMessage()
                + "; set the local address to one of this machine";
    }

    static String noMaster(C10dSettings settings, long round) {
        return "no agent has set MASTER_ADDR and MASTER_PORT of round " + round + " of run " + settings.runId()
                + " within "
                + settings.times().read().toSeconds()
                + " s, and no earlier round has those of a node that is still there; the agent of rank 0 has ended, or "
                + C10dSettings.PEER + " is not " + settings.family() + " there";
    }

    static String badMaster(C10dSettings settings, long round, String port) {
        return "MASTER_PORT of round " + round + " of run " + settings.runId() + " is \"" + port
                + "\"; expected a port from 1 to 65535";
    }

    static String badRank(C10dSettings settings, Node me, int rank, int size) {
        return "the state of run " + settings.runId() + " gives node " + me + " rank " + rank + " in a round of " + size
                + " nodes; another agent wrote it";
    }

    static String restartsClose(C10dSettings settings) {
        return "PyTorch 2.3.0 closes the run when a worker is restarted or a node joins, and the job ends; run "
                + settings.runId()
                + " meets its agents. Use 2.4 or later, or --max-restarts 0 and a fixed number of nodes";
    }
}
