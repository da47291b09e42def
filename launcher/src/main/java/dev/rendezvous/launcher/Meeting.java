package dev.rendezvous.launcher;

import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.launcher.agent.RunEnd;
import dev.rendezvous.launcher.agent.WorkerFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the agent asks of the other nodes. Two answers: one of elastic backends, one of all others. */
interface Meeting extends AutoCloseable {

    /**
     * A round that this node is in.
     *
     * @param info what the backend says
     * @param failures how many rounds of the run ended by failure
     * @param changes how many ended otherwise
     * @param cause why this one was made, in lower case; empty if not known
     */
    record Entered(RendezvousInfo info, int failures, int changes, String cause) {}

    /** Waits for a round. */
    Entered join() throws InterruptedException;

    /** Tells the run of a failure after which there may be a restart. */
    void fail(WorkerFailure failure, int rank) throws InterruptedException;

    /** Ends the run as failed, for all. */
    void closeRun(WorkerFailure failure, int rank) throws InterruptedException;

    /**
     * Tells the run that this node is done.
     *
     * @return false if the round is being formed again, so that the work does not count
     */
    boolean finish() throws InterruptedException;

    /** Announces that this node will leave. */
    void drain() throws InterruptedException;

    /** {@return how the run ended; empty if it goes on, as far as this node knows} */
    Optional<RunEnd> ending() throws InterruptedException;

    /** {@return what is known of the end, for people} */
    String why();

    /**
     * The nodes that are there while this node waits.
     *
     * @param nodes the names of the nodes; empty if the backend cannot say
     * @param isFull whether a round runs without this node, with all places taken
     */
    record Crowd(List<String> nodes, boolean isFull) {}

    /** {@return which nodes are there} Crosses the network. */
    Crowd crowd() throws InterruptedException;

    /** {@return why the backend did not answer the last request; empty if it did, or if that is not known} From memory. */
    Optional<String> problem();

    /** {@return true if the round is being formed again or the run has ended; false at the time-out} */
    boolean awaitChange(Duration timeout) throws InterruptedException;

    /** Leaves. Ends the calls that wait. */
    @Override
    void close();
}
