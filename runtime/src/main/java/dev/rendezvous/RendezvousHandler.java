package dev.rendezvous;

import java.time.Duration;

/**
 * One node's part in the rendezvous of one run: it joins, learns its rank, and learns when the group changes.
 *
 * <p><b>Threads.</b> All methods may be called from any thread. At most one thread at a time may call {@link #nextRendezvous()}.
 *
 * <p><b>Blocking.</b> A method that declares {@link InterruptedException} may cross the network or wait for other nodes. It
 * waits at most for the time-outs that its backend documents, and ends with that exception when its thread is interrupted.
 *
 * <p><b>Errors.</b> A backend throws {@link RendezvousException} and its children: {@link RendezvousConnectionException} if
 * the backend cannot be reached, {@link RendezvousStateException} if the shared state is not valid,
 * {@link RendezvousTimeoutException} if other nodes did not join in time, {@link RendezvousClosedException} if the run is closed.
 * A call on a handler that its own program closed is an {@link IllegalStateException}, so that a loop that retries after
 * connection failures ends. {@link #backend()}, {@link #runId()} and {@link #close()} still work then.
 *
 * <p><b>The run and this handler.</b> {@link #closeRun()} and {@link #isRunClosed()} are about the run of all nodes.
 * {@link #close()} is about this handler alone: this node leaves, and the run goes on. {@link #shutdown()} does both.
 *
 * <p>The contract is that of PyTorch's {@code RendezvousHandler} with {@link #close()} added: in PyTorch, releasing the resources
 * of one node and closing the run for all nodes are one call.
 *
 * @since 0.1
 */
public interface RendezvousHandler extends AutoCloseable {

    /** {@return the name of the backend, or the alias that the application asked for} */
    String backend();

    /** {@return the id of the run whose nodes this handler meets} */
    String runId();

    /**
     * Blocks until this node is in a complete group. Called again, it takes part in the next round; the caller must have stopped
     * its work of the last round before.
     *
     * @return the place of this node in the group, and the store of this round
     * @throws RendezvousClosedException if the run is closed, or is closed while this node waits
     * @throws RendezvousTimeoutException if the group is not complete within the backend's join time-out
     * @throws RendezvousConnectionException if the backend cannot be reached
     * @throws RendezvousStateException if the shared state is damaged
     * @throws RendezvousGracefulExitException if this node was a spare and the run no longer needs it
     * @throws IllegalStateException if this handler is closed, also by another thread while this method waits
     * @throws InterruptedException if the thread is interrupted; this node is not in the group then
     */
    RendezvousInfo nextRendezvous() throws InterruptedException;

    /**
     * {@return the number of nodes that wait for the next round; never negative} If it is more than 0, the caller must call
     * {@link #nextRendezvous()} again.
     *
     * @throws RendezvousConnectionException if the backend cannot be reached
     * @throws IllegalStateException if this handler is closed
     * @throws InterruptedException if the thread is interrupted
     */
    int numNodesWaiting() throws InterruptedException;

    /**
     * Waits for a change that concerns this node: nodes wait for the next round, or the run is closed. Returns at once if
     * such a change is already known.
     *
     * <p>The default looks once each second. A backend that is notified by its service overrides it.
     *
     * @param timeout how long to wait; zero or less looks once
     * @return true if the caller must call {@link #nextRendezvous()} again or the run is closed; false if the time-out passed
     * @throws RendezvousConnectionException if the backend cannot be reached
     * @throws IllegalStateException if this handler is closed, also by another thread while this method waits
     * @throws InterruptedException if the thread is interrupted
     */
    default boolean awaitChange(Duration timeout) throws InterruptedException {
        return ChangePolling.await(() -> numNodesWaiting() > 0 || isRunClosed(), timeout);
    }

    /**
     * {@return whether the run is closed} Other nodes may learn of a close later; do not use this method to synchronise nodes.
     *
     * @throws RendezvousConnectionException if the backend cannot be reached
     * @throws IllegalStateException if this handler is closed
     * @throws InterruptedException if the thread is interrupted
     */
    boolean isRunClosed() throws InterruptedException;

    /**
     * Closes the run for all nodes and for good. A second close changes nothing. Works on a handler that never joined.
     *
     * @throws RendezvousException if the close could not be written
     * @throws IllegalStateException if this handler is closed
     * @throws InterruptedException if the thread is interrupted
     */
    void closeRun() throws InterruptedException;

    /**
     * {@return whether the agent owns the store behind {@link RendezvousInfo#bootstrapStore()}} Such a store outlives the agent's
     * workers, and the workers may share it.
     */
    default boolean usesAgentStore() {
        return false;
    }

    /**
     * Closes the run as {@link #closeRun()} does, and then this handler as {@link #close()} does, whether or not the first succeeded.
     *
     * @return true if the run is closed; false if the close could not be written, or if this handler is closed already and the
     *     run is not known to be closed
     * @throws InterruptedException if the thread is interrupted; this handler is closed all the same
     */
    boolean shutdown() throws InterruptedException;

    /**
     * This node leaves: releases its threads, its connections and its place in the group. The run goes on for the other nodes.
     * Calls that wait on other threads end with {@link IllegalStateException}, and so do calls on the store of the round.
     * A second call does nothing. Never throws because a resource is already gone.
     */
    @Override
    void close();
}
