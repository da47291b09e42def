package dev.rendezvous.engine.message;

import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.cell.RunSettings;
import dev.rendezvous.engine.cell.StatusCell;
import dev.rendezvous.engine.message.Action.Outcome;
import dev.rendezvous.engine.message.Action.Outcome.Failed;
import dev.rendezvous.engine.message.Action.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a program is told whose call fails. */
public final class Refusals {

    private Refusals() {}

    /** {@return that the run is closed} */
    public static Failed closed(Closed closed, boolean spare) {
        String message = "the run is closed: " + closed.why().name().toLowerCase(Locale.ROOT)
                + (closed.by().isEmpty() ? "" : ", by " + closed.by())
                + (closed.message().isEmpty() ? "" : ": " + closed.message());
        return failed(spare ? Problem.GRACEFUL_EXIT : Problem.CLOSED, message);
    }

    /** {@return that the node has announced that it leaves} */
    public static Failed drained() {
        return failed(Problem.GRACEFUL_EXIT, "this node has announced that it leaves");
    }

    /** {@return that the leader has other settings} */
    public static Failed otherSettings(RunSettings own, StatusCell leader) {
        return failed(
                Problem.STATE,
                "this node asks for " + own.describe() + ", but node " + leader.leader()
                        + " leads the run with " + leader.settings().describe()
                        + "; use the same settings on all nodes, or another run id");
    }

    /** {@return that another process has the id of the node} */
    public static Failed takenOver(String id, String other) {
        return failed(
                Problem.STATE,
                "the node id " + id + " was taken over by " + other + "; give each node an id of its own");
    }

    /** {@return that the deadline has passed} */
    public static Failed timedOut(String what, List<String> missing) {
        return new Failed(
                Problem.TIMEOUT, what.isEmpty() ? "no round was made in time" : what, Optional.empty(), missing);
    }

    /** {@return that the service does not answer} */
    public static Failed noContact(String what, Optional<Throwable> cause) {
        String reason = cause.map(problem -> ": " + problem.getMessage()).orElse("");
        return new Outcome.Failed(
                Problem.CONNECTION, "the coordination service did not answer while " + what + reason, cause);
    }

    private static Failed failed(Problem problem, String message) {
        return new Failed(problem, message, Optional.empty());
    }
}
