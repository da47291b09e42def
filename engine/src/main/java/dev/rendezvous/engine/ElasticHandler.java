package dev.rendezvous.engine;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.engine.spi.Check;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A handler of an elastic run. Nodes may join, leave, fail and come back while the run goes on, and each change forms a new round.
 *
 * <p>{@link #numNodesWaiting()}, {@link #isRunClosed()} and {@link #status()} answer from memory while this node takes part in the
 * run. A handler that has not joined looks once for the first two. {@link #awaitChange} is woken by the coordination service.
 *
 * <p>Methods that cross the network wait at most for the time-outs of the options {@code unreachable_timeout} and
 * {@code close_timeout}, and then throw {@link dev.rendezvous.RendezvousConnectionException}; the engine goes on trying in the
 * background. A call on a handler that its own program closed is an {@link IllegalStateException}.
 *
 * @since 0.1
 */
public interface ElasticHandler extends RendezvousHandler {

    /** {@return what this node knows of the run, from memory} Never blocks, and also works after {@link #close()}. */
    RoundStatus status();

    /**
     * {@return how the last request to the service failed; empty if it was answered} From memory. The handler goes on trying until the
     * time-out of the option {@code unreachable_timeout}.
     */
    default Optional<String> problem() {
        return Optional.empty();
    }

    /**
     * Reads the state of the run once. Never joins the run and never starts a server.
     *
     * @return the run as the service shows it now
     * @throws dev.rendezvous.RendezvousConnectionException if the service does not answer
     * @throws InterruptedException if the thread is interrupted
     */
    RunView look() throws InterruptedException;

    /**
     * Calls a listener after each change of {@link #status()}, on a thread of its own. The listener may block and may call every method
     * of this handler. While it is busy, changes are merged, and the next call gets the latest status. The thread ends when this
     * handler is closed.
     *
     * @param listener what to call; an exception that it throws is logged, and later changes are still reported
     */
    void onChange(Consumer<RoundStatus> listener);

    /**
     * Tells the run that the work of this node in the current round has failed. The work may still be stopping. Only the first call in
     * a round counts; a call without a round does nothing. The caller then calls {@link #nextRendezvous()} or {@link #close()}.
     *
     * @param failure what failed
     * @throws InterruptedException if the thread is interrupted; the engine still tells the run
     */
    void fail(Failure failure) throws InterruptedException;

    /**
     * Tells the run that the work of this node in the current round has ended well. A node that has finished never joins again.
     *
     * @return true if the work counts; false if the round is being formed again, so the work does not count and the caller must call
     *     {@link #nextRendezvous()}
     * @throws InterruptedException if the thread is interrupted; the engine still tells the run
     */
    boolean finish() throws InterruptedException;

    /**
     * Announces that this node will leave. The other nodes form a new round without it as soon as they can. {@link #close()} leaves.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void drain() throws InterruptedException;

    /**
     * Closes the run for all nodes and for good, with a reason. A run that is closed already stays as it is.
     *
     * @param ending the reason; its root and its node are ignored
     * @throws InterruptedException if the thread is interrupted
     */
    void closeRun(Ending ending) throws InterruptedException;

    /**
     * Removes the record of a run that has ended, so that its id can be used again. Does not join.
     *
     * @return true if the record is gone; false if the run has not ended or a node is still there
     * @throws InterruptedException if the thread is interrupted
     */
    boolean forget() throws InterruptedException;

    /**
     * Checks whether this node could take part: name resolution, connection, TLS, login, a conditional write with a lease, a watch.
     * Leaves nothing behind, and never starts a server.
     *
     * @param timeout how long the whole check may take
     * @return one result for each step, in the order of the steps; a step that fails is a result and not an exception
     * @throws InterruptedException if the thread is interrupted
     */
    List<Check> check(Duration timeout) throws InterruptedException;
}
